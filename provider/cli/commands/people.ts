import { counted } from '../../findings/phrases.ts'
import { printable } from '../../findings/printable.ts'
import { factsOf } from '../../model/kinds.ts'
import { isPerson } from '../../model/principal.ts'
import { peopleRun, type LevelHeld, type PersonListed } from '../../runs/people.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'

export type PeopleOptions = { readonly names: readonly string[]; readonly format: Format }

/** `people`: who has access at each client by the files, one line each. */
export async function people(context: Context, { names, format }: PeopleOptions): Promise<ExitCode> {
  const { output } = context
  const listed = await peopleRun(context, names)
  if ('errors' in listed) return failed(output, format, 'people', listed.errors)
  const { clients, findings } = listed
  const lines = clients.flatMap((one) => [
    `${one.client}: ${countWords(one.people)}`,
    ...one.people.map(line),
  ])
  const text = lines.map((one) => `${printable(one)}\n`).join('')
  return report(output, format, { command: 'people', exit: EXIT.ok, findings, result: { clients }, text })
}

/** One line whatever the width of the terminal, so that a search finds a person with all of their access. */
function line({ who, functions, exceptions, access }: PersonListed): string {
  const why = [...functions, ...exceptions.map((ticket) => `exception ${ticket}`)].join(', ')
  const levels = [...Map.groupBy(access, ({ level }) => level)].map(
    ([level, held]) => `${level} on ${held.map(assetWords).join(', ')}`,
  )
  return `  ${who} (${why}): ${levels.join('; ')}`
}

/** `2 ad accounts`. */
function assetWords({ kind, assets }: LevelHeld): string {
  const { title, plural } = factsOf(kind)
  return counted(assets, title, plural)
}

function countWords(all: readonly PersonListed[]): string {
  const persons = all.filter(({ who }) => isPerson(who)).length
  const systemUsers = all.length - persons
  if (all.length === 0) return 'nobody'
  const parts = [
    ...(persons === 0 ? [] : [counted(persons, 'person', 'people')]),
    ...(systemUsers === 0 ? [] : [counted(systemUsers, 'system user')]),
  ]
  return parts.join(', ')
}
