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
  const came_for = location.hash;
  // The browser scrolls by itself before; who has gone elsewhere meanwhile is left alone.
  window.addEventListener('load', () => requestAnimationFrame(() => { if (came_for && location.hash === came_for) route(); }));
  root.classList.add('ready');
});
