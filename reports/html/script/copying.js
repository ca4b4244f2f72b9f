// Copying: a command, a transcript, a whole part as Markdown.

async function copy(text, press) {
  const said = press.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch { // not everywhere: a report may come by plain HTTP
    const area = element('textarea', { value: text });
    press.after(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  press.textContent = 'copied';
  setTimeout(() => { press.textContent = said; }, 1500);
}

// A part as Markdown, for an issue. A fence longer than any in the text keeps what a target wrote inside.
function markdown_of(part) {
  const section = part.closest('.case');
  const text = (selector, where = part) => one(selector, where)?.innerText.trim() ?? '';
  const fenced = (said) => {
    const fence = '`'.repeat(Math.max(3, ...(said.match(/`+/g) ?? []).map((run) => run.length + 1)));
    return said ? `\n${fence}\n${said}\n${fence}\n` : '';
  };
  const clause = one('.about a', section);
  return `${fenced(`${text('h3', section)}\n${text('summary')}`)}\n${clause.innerText} ${text('.level', section)}: ${clause.href}\n` +
    `${fenced(text('.place'))}${fenced(text('.versus'))}${fenced(one('.t', part)?.textContent ?? '')}${fenced(text('.repeat'))}`;
}

function add_copying(section) {
  if (section.dataset.copying) return;
  section.dataset.copying = 'there';
  for (const shown of all('.repeat, .t', section)) {
    const press = button('copy', 'what stands here', () => copy(shown.textContent, press));
    press.className = 'copy';
    shown.before(press);
  }
  for (const part of all('.part > div', section)) {
    const press = button('copy all as Markdown', 'this part, for an issue', () => copy(markdown_of(part.parentElement), press));
    press.className = 'issue';
    part.append(press);
  }
}
