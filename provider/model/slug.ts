/**
 * A slug names a client: its file, its stack and its environment at GitHub. So it holds nothing that means anything in a
 * path, a command line or a name of theirs.
 */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/

export function isSlug(text: string): boolean {
  return SLUG.test(text)
}
