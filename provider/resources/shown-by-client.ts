import { isPassing } from '../graph/error-kinds.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { AssetState } from './inputs.ts'
import type { Meta } from './meta.ts'
import type { Look } from './observe.ts'
import { rereadPartner } from './reread.ts'
import { endsByClient, writeApisFor } from './write.ts'

/**
 * Why a share that our side does not list may still be there: the client's side, where a token of the client's may ask
 * it, lists it, or cannot answer now. Our own list may be empty for lack of a right (graph-api 1.2, LIVE-CLAIM).
 */
export async function shownByClient(
  state: AssetState,
  { observed }: Look,
  meta: Meta,
): Promise<string | undefined> {
  if (state.route === 'own') return undefined
  if (observed.state !== 'absent' || observed.partner.state !== 'none' || !endsByClient(state))
    return undefined
  try {
    const seen = await rereadPartner(await writeApisFor(state, meta).partner(), state)
    return seen.state === 'none' ? undefined : 'our side does not list our share, but the client does'
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return isPassing(error.kind) ? error.message : undefined
  }
}
