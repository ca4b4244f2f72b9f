// Light and dark: as the system has it, until somebody chooses.

const themes = ['auto', 'light', 'dark'];
let theme = themes.includes(stored.get('smtpspec-theme')) ? stored.get('smtpspec-theme') : 'auto';

const apply_theme = () => {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
};
apply_theme();

function add_theme_switch() {
  const change = button('', 'light, dark, or as the system has it', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    stored.set('smtpspec-theme', theme);
    apply_theme();
    change.textContent = `theme: ${theme}`;
  });
  change.className = 'theme';
  change.textContent = `theme: ${theme}`;
  one('header').append(change);
}
