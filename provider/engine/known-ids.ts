import type { IdsInState } from '../model/identify.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { MemberState } from '../resources/member.ts'
import type { EngineSettings } from './engine-settings.ts'
import { keptState } from './kept-state.ts'

/**
 * The ids under which the last apply of the stack "agency" found its people. Without a state that can be read there are
 * none: ids in agency.yaml and names still tie people to their lines.
 */
export async function knownIds(engine: EngineSettings): Promise<IdsInState> {
  const kept = await keptState(AGENCY_STACK, engine).catch(() => undefined)
  return new Map(
    kept?.resources.flatMap(({ outputs }): [string, string][] => {
      const { principal, observed } = outputs as unknown as MemberState
      // An invitation's id is not that of the person who accepts it.
      return observed === undefined || observed.pending ? [] : [[observed.id, principal]]
    }),
  )
}
