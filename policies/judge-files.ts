import type { Finding } from '../provider/findings/finding.ts'
import { CLIENTS_FOLDER } from '../provider/model/access-files.ts'
import type { BuiltModel } from '../provider/model/build.ts'
import type { Moment } from '../provider/model/moment.ts'
import type { RawFile } from '../provider/model/read/source.ts'
import { judge } from './judge.ts'
import { loosenedIn } from './loosened.ts'
import type { PolicyRule } from './rule.ts'
import { agencyScopes, clientScopes, textScope } from './scopes.ts'

/**
 * The findings of `rules` in the files, as `check` reports them, and the defaults that the agency loosened. A file with
 * an error is judged only by its text: the error comes first.
 */
export function judgeFiles(
  rules: readonly PolicyRule[],
  { model, findings }: BuiltModel,
  files: readonly RawFile[],
  today: Moment,
): Finding[] {
  if (model === undefined) return []
  const broken = new Set(
    findings.flatMap(({ severity, address }) => (severity === 'error' ? [address?.file ?? ''] : [])),
  )
  const sound = [...broken].every((file) => file.startsWith(CLIENTS_FOLDER))
  const clients = model.clients.filter(({ file }) => !broken.has(file))
  const scopes = [
    textScope(model, files, today),
    ...(sound ? agencyScopes(model, today) : []),
    ...(sound ? clients.flatMap((client) => clientScopes(model, client, today)) : []),
  ]
  return unique([...loosenedIn(model.policy), ...scopes.flatMap((scope) => judge(rules, scope))])
}

/** Reports an exception that lowers a rule for all assets of a client only once. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()]
}
