import { AGENCY_STACK } from './stacks.ts'

/**
 * A slug names a client: its file, its stack and its environment at GitHub. So it contains no character with a meaning
 * in paths, command lines or names at GitHub.
 */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The environment at GitHub whose token can only read (`preview.yml`): every pull request's job enters it. */
const PREVIEW_ENVIRONMENT = 'preview'

/** Source: Windows keeps these names for devices, with any ending (FACT, Microsoft "Naming files, paths"). */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/

export function isSlug(text: string): boolean {
  return SLUG.test(text)
}

/** What else has this name, so that no client may; undefined for a free one. */
export function reservedFor(slug: string): string | undefined {
  if (slug === AGENCY_STACK) return 'the stack of our own members'
  if (slug === PREVIEW_ENVIRONMENT) return 'the environment of all previews at GitHub'
  return WINDOWS_DEVICE.test(slug) ? 'a device of Windows, which cannot have such a file' : undefined
}
