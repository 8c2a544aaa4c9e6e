import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { rowOf, type DoctorRow } from './row.ts'
import { seen, type Seen } from '../github/seen.ts'

/** The state of the machine: versions, and why the engine is missing, if it is. */
export type Machine = {
  readonly node: number
  readonly nodeWanted: number
  readonly engineMissing: string | undefined
  /** Errors of the access files. */
  readonly files: readonly Finding[]
  /** What the calendar of Meta's versions says about the one that we speak. */
  readonly graphVersion: readonly Finding[]
  /** For each token variable: the findings about its token, as Meta reports it. */
  readonly tokens: readonly { readonly variable: string; readonly looked: Seen<readonly Finding[]> }[]
}

const TOPIC = 'This machine'

/** Rows for Node, the engine, the access files and each token. */
export function machineRows({
  node,
  nodeWanted,
  engineMissing,
  files,
  graphVersion,
  tokens,
}: Machine): DoctorRow[] {
  return [
    rowOf(TOPIC, 'Node', seen(node), (version) =>
      version < nodeWanted ? [finding('NODE_OLD', { version, wanted: nodeWanted })] : [],
    ),
    rowOf(TOPIC, 'engine', seen(engineMissing), (reason) =>
      reason === undefined ? [] : [finding('ENGINE_ABSENT', { reason })],
    ),
    rowOf(TOPIC, 'access files', seen(files), (found) => found),
    rowOf(TOPIC, 'version of the Graph API', seen(graphVersion), (found) => found),
    ...tokens.map(({ variable, looked }) => rowOf(TOPIC, variable, looked, (found) => found)),
  ]
}
