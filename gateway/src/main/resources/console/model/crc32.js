// CRC32 as S3 wants it: crypto.subtle is missing on plain HTTP. Pure functions: no DOM.
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
  return n >>> 0;
});

/** The CRC32 of bytes, big-endian in Base64: the value of x-amz-checksum-crc32. */
export function crc32(data) {
  let crc = 0xffffffff;
  for (const byte of data) crc = TABLE[(crc ^ byte) & 255] ^ crc >>> 8;
  crc = (crc ^ 0xffffffff) >>> 0;
  return base64([crc >>> 24, crc >>> 16 & 255, crc >>> 8 & 255, crc & 255]);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The four bytes of a checksum in Base64. */
function base64([a, b, c, d]) {
  const first = a << 16 | b << 8 | c;
  const letter = n => LETTERS[n & 63];
  return letter(first >> 18) + letter(first >> 12) + letter(first >> 6) + letter(first) + letter(d >> 2) + letter(d << 4) + '==';
}
