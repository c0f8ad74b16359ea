// How numbers and times are said. Pure functions: no DOM.
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Bytes in binary units, such as 5.50 TiB. */
export function bytes(n) {
  if (n === null || n === undefined) return '–';
  if (n < 1024) return n + ' B';
  let i = -1;
  do { n /= 1024; i++; } while (n >= 1023.995 && i < UNITS.length - 1);
  return n.toFixed(n < 9.995 ? 2 : n < 99.95 ? 1 : 0) + ' ' + UNITS[i];
}

// The units that the server and its commands read, the ones that say most in the fewest digits first.
const FACTORS = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, TB: 1e12, GB: 1e9, MB: 1e6, kB: 1e3, B: 1, '': 1 };

/** Bytes as the commands take them, 500MB or 10GiB; NaN for what is none. */
export function amount(text) {
  const [, number, unit] = /^([0-9]{1,15}(?:\.[0-9]{1,9})?) ?([A-Za-z]*)$/.exec(text.trim()) ?? [];
  return unit in FACTORS ? Math.floor(Number(number) * FACTORS[unit]) : NaN;
}

/** Bytes in a unit that says them exactly, for a field to edit; empty for none. */
export function written(n) {
  if (n === null || n === undefined) return '';
  const unit = Object.keys(FACTORS).find(each => n >= FACTORS[each] && n % FACTORS[each] === 0);
  return n === 0 ? '0' : n / FACTORS[unit] + unit;
}

/** A whole number with commas. */
export function count(n) {
  return n === null || n === undefined ? '–' : String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** The exact bytes, for where they were rounded. */
export const exact = n => count(n) + ' bytes';

/** A number of things: 1 store, 2 stores. */
export const things = (n, one, many = one + 's') => count(n) + ' ' + (n === 1 ? one : many);

/** A reason as the server says it, as a sentence. */
export const sentence = text => text ? text[0].toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.') : '';

/** Seconds as two units at most: 3 h 20 min. */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return s + ' s';
  if (s < 3600) return Math.floor(s / 60) + ' min';
  if (s < 86400) return Math.floor(s / 3600) + ' h' + (s % 3600 >= 60 ? ' ' + Math.floor(s % 3600 / 60) + ' min' : '');
  return things(Math.floor(s / 86400), 'day') + (s % 86400 >= 3600 && s < 864000 ? ' ' + Math.floor(s % 86400 / 3600) + ' h' : '');
}

/** How long ago a time was. */
export function ago(time, now = Date.now()) {
  if (!time) return 'never';
  const s = (now - Date.parse(time)) / 1000;
  return s < 15 ? 'now' : duration(s) + ' ago';
}

/** A time of day here, for "as of". */
export const clock = time => new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** Day and time here. */
export const when = time => time ? new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }) : '–';

/** Part of a whole, 0 to 100. */
export const percent = (part, whole) => whole > 0 ? Math.min(100, Math.max(0, part / whole * 100)) : 0;
