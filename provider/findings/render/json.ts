import type { Finding } from '../finding.ts'
import { wordsOf } from '../words.ts'

/** A finding for programs: its data and its words. */
export function findingJson(finding: Finding): Finding & { readonly text: string; readonly fix: string } {
  return { ...finding, ...wordsOf(finding) }
}
