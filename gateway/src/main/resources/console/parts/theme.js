// What is kept in this browser: the theme, and whether single keys are shortcuts.
const get = name => { try { return localStorage.getItem(name); } catch { return null; } };
const set = (name, value) => { try { localStorage.setItem(name, value); } catch { /* then it holds for this page */ } };

/** system, light or dark. */
export const theme = () => get('slime-theme') ?? 'system';

/** Puts the theme on, and keeps it. */
export function setTheme(name) {
  set('slime-theme', name);
  applyTheme();
}

/** Puts the kept theme on. */
export function applyTheme() {
  if (theme() === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
}

/** Whether single keys are shortcuts. */
export const shortcuts = () => get('slime-shortcuts') !== 'off';

/** Turns shortcuts on or off. */
export const setShortcuts = on => set('slime-shortcuts', on ? 'on' : 'off');
