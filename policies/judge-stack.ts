import { finding } from '../provider/findings/catalogue.ts'
import type { Finding } from '../provider/findings/finding.ts'
import { listed } from '../provider/findings/phrases.ts'
import { addressText } from '../provider/findings/render/text.ts'
import { CLIENTS_FOLDER } from '../provider/model/access-files.ts'
import type { BuiltModel } from '../provider/model/build.ts'
import type { Moment } from '../provider/model/moment.ts'
import type { RawFile } from '../provider/model/read/source.ts'
import type { EngineResource } from './declared.ts'
import { judgeResource } from './judge-resource.ts'
import type { PolicyRule } from './rule.ts'

type FilesRead = { readonly built: BuiltModel; readonly files: readonly RawFile[]; readonly today: Moment }

/**
 * Judges the resources of a stack by the files. Each resource is judged once, although every policy asks again, and a
 * finding of one resource is not repeated for the next. Errors in the files refuse every resource, except errors in
 * another client's file.
 */
export function judgeStack(
  rules: readonly PolicyRule[],
  { built, files, today }: FilesRead,
): (resource: EngineResource) => readonly Finding[] {
  const { model, findings } = built
  const known = new Map<string, readonly Finding[]>()
  const said = new Set<string>()
  return (resource) => {
    const key = JSON.stringify(resource)
    const before = known.get(key)
    if (before !== undefined) return before
    const invalid = invalidFiles(resource.stack, findings)
    const found =
      invalid === undefined && model !== undefined
        ? judgeResource(rules, { model, files, today }, resource)
        : [invalid ?? noFiles(resource.stack)]
    const news = found.filter((one) => !said.has(JSON.stringify(one)))
    for (const one of news) said.add(JSON.stringify(one))
    known.set(key, news)
    return news
  }
}

function invalidFiles(stack: string, findings: readonly Finding[]): Finding | undefined {
  const errors = findings.filter(
    ({ severity, address }) =>
      severity === 'error' &&
      (address?.file.startsWith(CLIENTS_FOLDER) !== true ||
        address.file === `${CLIENTS_FOLDER}${stack}.yaml`),
  )
  if (errors.length === 0) return undefined
  const places = errors.map(({ code, address }) =>
    address === undefined ? code : `${addressText(address)} ${code}`,
  )
  return finding('files-are-valid', { stack, errors: listed(places, 5) })
}

function noFiles(stack: string): Finding {
  return finding('files-are-valid', { stack, errors: 'there are none' })
}
