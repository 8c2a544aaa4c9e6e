import type { Waiting } from '../plan/change.ts'
import { waitingWords } from '../plan/words.ts'

/** What the next apply of a client does by itself. */
export function byApply(client: string): string {
  return `run "npx metagrant apply ${client}"`
}

/** What only a person can do, and who, as the rest of a sentence. */
export function byHand(waiting: Waiting): string {
  return waitingWords(waiting).replace(/^(The|An|A) /, (article) => article.toLowerCase())
}
