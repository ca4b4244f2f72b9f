// The matrix as rows: what the filters and the keys go over.

let rows = [];
let columns = []; // the anchors of the targets, in their order

function read_matrix() {
  columns = all('.matrix thead a').map((link) => link.getAttribute('href').slice(2));
  rows = all('.matrix tbody tr:not(.group)').map((row) => {
    const anchor = one('th a', row).getAttribute('href').slice(1);
    return {
      row,
      anchor,
      section: document.getElementById(anchor),
      cells: [...row.cells].slice(1).map((cell) => ({
        outcome: cell.className,
        change: one('small', cell)?.dataset.change ?? (cell.textContent.includes('gone') ? 'gone' : 'same'),
      })),
      tags: (row.dataset.tags ?? '').split(' '),
    };
  });
}

// What a row is searched in: what it says itself, and the first line of each target's part.
function text_of(entry) {
  entry.text ??= [entry.row, ...all('.part > summary', entry.section)].map((part) => part.textContent).join('\n').toLowerCase();
  return entry.text;
}

function deep_text_of(entry) {
  entry.deep ??= entry.section.textContent.toLowerCase();
  return entry.deep;
}
