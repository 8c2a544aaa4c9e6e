import { createHash } from 'node:crypto'

/**
 * SHA-256 of each text of the shim that a state may hold: the present one, and those of earlier versions. The engine
 * runs whatever text it finds in the state, beside the token (FACT, cmd/dynamic-provider of @pulumi/pulumi 3.270).
 */
const SHIM_TEXTS: ReadonlySet<string> = new Set([
  '6a50df1ec0b407b85032f603f076515e6b8a3136d06b2f103afa9d7f2c1684bb',
])

/** Whether a text is the code of our provider. */
export function isShimText(text: string): boolean {
  return SHIM_TEXTS.has(createHash('sha256').update(text).digest('hex'))
}
