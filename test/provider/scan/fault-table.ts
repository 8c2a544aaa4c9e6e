import type { FaultInput } from '../../../provider/emulator/faults.ts'
import type { ErrorKind } from '../../../provider/graph/error-kinds.ts'
import { inTurns } from '../../../provider/inventory/in-turns.ts'
import { judge } from './fault-rules.ts'
import { scanWithFault, type Changed, type ReadEdge } from './faulty.ts'

export type Trouble = readonly [ErrorKind, FaultInput['outcome']]

/** At the same time: a scan with passing trouble mostly waits to ask again. */
const AT_ONCE = 40

/** Scans with each trouble at each read, and what is wrong with them: "edge side -> faults", without any where all is well. */
export async function faultTable(
  changed: Changed,
  reads: readonly ReadEdge[],
  troubles: readonly Trouble[],
): Promise<Map<string, string[]>> {
  const pairs = reads.flatMap((read) => troubles.map((trouble) => ({ read, trouble })))
  const judged = await inTurns(AT_ONCE, pairs, async ({ read, trouble: [kind, outcome] }) => {
    const scan = await scanWithFault(changed, read, outcome)
    return {
      read,
      faults: judge(changed, read, kind, scan).map((fault) => `${JSON.stringify(outcome)} ${fault}`),
    }
  })
  const table = new Map<string, string[]>()
  for (const { read, faults } of judged) {
    const name = nameOf(read)
    table.set(name, [...(table.get(name) ?? []), ...faults])
  }
  return table
}

export function nameOf({ edge, side }: ReadEdge): string {
  return `${edge} with the token of ${side === 'ours' ? 'our Business' : 'a client'}`
}
