/**
 * Characters that show nothing, or that turn the order in which text is read: controls, format marks, blanks that look
 * like letters, and what no script has. Source: Unicode 16, general categories and Default_Ignorable_Code_Point (FACT).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}\u2800]/u

/** A letter of any script. Runs of marks belong to the letter before them. */
const LETTER = /\p{L}/gu

/** Scripts that one word may mix (UTS 39, "highly restrictive"): Latin beside those of Japanese, Chinese and Korean. */
const TOGETHER: readonly RegExp[] = [
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]+$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Bopomofo}]+$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hangul}]+$/u,
]

const ALONE: readonly RegExp[] = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Armenian',
  'Georgian',
  'Devanagari',
  'Bengali',
  'Gujarati',
  'Gurmukhi',
  'Kannada',
  'Malayalam',
  'Tamil',
  'Telugu',
  'Sinhala',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Ethiopic',
].map((script) => new RegExp(`^\\p{scx=${script}}+$`, 'u'))

/** Whether every character can be seen. */
export function isVisible(text: string): boolean {
  return !UNSEEN.test(text)
}

/** Whether all letters of each word are of one script, so that no letter can stand for one that looks like it. */
export function hasOneScript(text: string): boolean {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).every((word) => {
    const letters = (word.match(LETTER) ?? []).join('')
    return letters === '' || [...ALONE, ...TOGETHER].some((script) => script.test(letters))
  })
}

/** Whether somebody who reads the text sees a letter or a digit. */
export function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/\p{DI}/gu, ''))
}

/**
 * The character that makes a text another one than it seems to be, as "U+200B": the first that nobody can see, else, in
 * a single word, the first beyond ASCII.
 */
export function oddCharacter(text: string): string | undefined {
  const found = UNSEEN.exec(text)?.[0] ?? /^[^\s\P{ASCII}]*(\P{ASCII})\S*$/u.exec(text)?.[1]
  return found === undefined ? undefined : codePoint(found)
}

function codePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
