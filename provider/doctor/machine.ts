import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { rowOf, type DoctorRow } from './row.ts'
import { seen, type Seen } from '../github/seen.ts'

/** What the machine has: versions, and why there is no engine, if there is none. */
export type Machine = {
  readonly node: number
  readonly nodeWanted: number
  readonly engineMissing: string | undefined
  /** What is wrong with the access files. */
  readonly files: readonly Finding[]
  /** For each variable of a token: what is wrong with the token, as Meta tells. */
  readonly tokens: readonly { readonly variable: string; readonly looked: Seen<readonly Finding[]> }[]
}

const TOPIC = 'This machine'

/** A row for the Node, the engine, the files and each token. */
export function machineRows({ node, nodeWanted, engineMissing, files, tokens }: Machine): DoctorRow[] {
  return [
    rowOf(TOPIC, 'Node', seen(node), (version) =>
      version < nodeWanted ? [finding('NODE_OLD', { version, wanted: nodeWanted })] : [],
    ),
    rowOf(TOPIC, 'engine', seen(engineMissing), (reason) =>
      reason === undefined ? [] : [finding('ENGINE_ABSENT', { reason })],
    ),
    rowOf(TOPIC, 'access files', seen(files), (found) => found),
    ...tokens.map(({ variable, looked }) => rowOf(TOPIC, variable, looked, (found) => found)),
  ]
}
