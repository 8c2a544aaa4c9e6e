import type { Finding } from '../finding.ts'
import { wordsOf } from '../words.ts'

/** A finding for programs: the data as it is, and the words made of it. */
export function findingJson(finding: Finding): Finding & { readonly text: string; readonly fix: string } {
  return { ...finding, ...wordsOf(finding) }
}
