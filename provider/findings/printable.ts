/**
 * Characters that could control a terminal or a runner's log, show a reviewer another order than the file has, or make
 * two texts look the same: control characters (ANSI escapes begin with one), separators and marks of lines and of the
 * writing direction, and blanks without a width. Joiners stay where they join: in emoji and in scripts that need them.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\u{ad}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180e}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{2800}\u{3164}\u{feff}\u{ffa0}\u{fff0}-\u{fffb}\u{e0000}-\u{e0fff}]|\u{34f}|(?<=^|\p{ASCII})(?:\u{200c}|\u{200d}|\p{VS})/gu

/** Replaces such characters by readable escapes; other text stays as it is. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(UNPRINTABLE, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}
