// Printing.

// What needs a person is printed unfolded, as far as the filters let it through.
function serve_printing() {
  window.addEventListener('beforeprint', () => {
    for (const entry of rows) {
      entry.section.classList.toggle('out', entry.row.hidden);
      if (!entry.row.hidden && entry.section.classList.contains('bad'))
        for (const part of all('.part.fail, .part.unexpected-pass, .part.error, .part.crash, .part.unstable', entry.section)) part.open = true;
    }
  });
}
