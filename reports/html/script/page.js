// Serves the page of an HTML report: filters over the matrix, a case beside it, keys, copying, light and dark.
// The page is whole without it; it asks nothing of the network and makes no markup out of texts.
//
// The build puts the files of this folder into one strict block, page.js first and start.js last: what one declares
// the others see, and nobody else does.

const root = document.documentElement;
root.classList.add('js'); // before anything is painted: the cases then stand beside the matrix

const one = (selector, where = document) => where.querySelector(selector);
const all = (selector, where = document) => [...where.querySelectorAll(selector)];

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const button = (text, title, onclick) => element('button', { type: 'button', textContent: text, title, onclick });

// What the address names behind its '#'. Somebody may have typed what can't be decoded.
function named_place() {
  const said = location.hash.slice(1);
  try { return decodeURIComponent(said); } catch { return said; }
}

// Says in the address what is to be seen. A page in a sandbox may only go there.
function say_place(hash, how = 'replaceState') {
  try { history[how](null, '', hash); } catch { location.hash = hash; }
}

// A browser may forbid storage for local files.
const stored = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept, then */ } },
};
