/** A name as two people would compare it: without the difference of case, of blanks, and of characters that look alike. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}
