import { readModel } from '../../files/read-model.ts'
import type { Finding } from '../../findings/finding.ts'
import type { BuiltModel } from '../../model/build.ts'
import type { RawFile } from '../../model/read/source.ts'
import { judgeFiles } from '../../../policies/judge-files.ts'
import { POLICY_RULES } from '../../../policies/rules/index.ts'
import { momentOf, type RunContext } from './context.ts'

/** The model, its findings, and the findings of the policy rules. */
export type Loaded = BuiltModel & { readonly policy: readonly Finding[]; readonly files: readonly RawFile[] }

/** Reads and checks every access file under the root. Offline. */
export async function loadModel(context: RunContext): Promise<Loaded> {
  const { root, filesRoot = root } = context
  const { files, built } = await readModel(filesRoot, momentOf(context), root)
  const policy = judgeFiles(POLICY_RULES, built, files, momentOf(context))
  return { ...built, files, policy: policy.map(onlyToldByTime) }
}

const BY_TIME: ReadonlySet<string> = new Set(
  POLICY_RULES.flatMap(({ id, byTime }) => (byTime === true ? [id] : [])),
)

/**
 * A rule that breaks by time alone (policies/rule.ts, `byTime`) refuses nothing: it would stop the run that revokes what
 * has ended, and the pull requests of every other client from that day.
 */
function onlyToldByTime(found: Finding): Finding {
  return BY_TIME.has(found.code) ? { ...found, severity: 'warning' } : found
}
