/**
 * A slug names a client: its file, its stack and its environment at GitHub. So it contains no character with a meaning
 * in paths, command lines or names at GitHub.
 */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/

export function isSlug(text: string): boolean {
  return SLUG.test(text)
}
