// Start: puts the parts together once the page has been read.

document.addEventListener('DOMContentLoaded', () => {
  read_matrix();
  serve_filters();
  add_theme_switch();
  add_tools();
  serve_arrows();
  serve_keys();
  serve_printing();
  apply_filter(read_form());
  route();
  window.addEventListener('hashchange', route);
  window.addEventListener('load', () => requestAnimationFrame(route)); // the browser scrolls by itself before
  root.classList.add('ready');
});
