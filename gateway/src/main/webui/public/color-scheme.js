// Runs before the first paint, so that a dark page never flashes white. A file, because inline scripts are forbidden.
(function () {
  let chosen = null;
  try {
    chosen = window.localStorage.getItem('greenroom.color-scheme');
  } catch {
    // Storage may be switched off; the system's scheme is then right.
  }
  const dark =
    chosen === 'dark' ||
    (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
