import type { GraphApi } from '../graph/api.ts'
import { readBatch } from '../graph/batch.ts'
import type { DesiredAsset } from '../model/desired.ts'
import type { ObservedAsset } from '../model/observed.ts'

/**
 * Of a kind whose listing came back empty, the assets that can be read all the same. An empty answer and a missing right
 * look alike (graph-api 1.2: a wrong Business answers 200 with nothing), so these are unknown, not absent.
 * A Page proves nothing: anybody may read its id.
 */
export async function contradicted(
  api: GraphApi,
  declared: readonly DesiredAsset[],
): Promise<Map<string, ObservedAsset>> {
  const asked = declared.filter(({ kind }) => kind !== 'page')
  const answers = await readBatch(
    api,
    asked.map(({ id }) => ({ path: id, params: { fields: 'id' } })),
  )
  const readable = asked.filter((_asset, index) => {
    const answer = answers[index]
    return answer !== undefined && 'body' in answer
  })
  const reason = {
    kind: 'contradiction',
    message: 'its listing came back empty, but the asset itself can be read',
  }
  return new Map(readable.map(({ id, kind }) => [id, { state: 'unknown', kind, reason }]))
}
