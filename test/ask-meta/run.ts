import { askWith, graphUrl, NoAnswer } from './ask.ts'
import { find } from './find.ts'
import { READS } from './questions.ts'
import { leaks, reportOf, type Answers } from './report.ts'
import { askByWriting, isKind, WriteRefused } from './writes.ts'

export type AskOptions = {
  readonly business?: string | undefined
  /** "pixel:123": the kind and the id of a throw-away asset. */
  readonly write?: string | undefined
  readonly user?: string | undefined
}

export type Asked =
  { readonly report: string; readonly warnings: readonly string[] } | { readonly refused: string }

const LEFT = 'The person of --user may still be on the asset of --write: take them off in Business settings'

const USAGE = 'Type META_AGENCY_TOKEN=... npm run ask-meta -- --business ID [--write KIND:ID --user ID]'

/** Asks every question. Only with `write` does it send anything but GET and a batch of GETs. `day` is "2026-11-27". */
export async function askMeta(
  { business, write, user }: AskOptions,
  env: Readonly<Record<string, string | undefined>>,
  day: string,
  pauseMs = 1000,
): Promise<Asked> {
  const token = env['META_AGENCY_TOKEN']?.trim() ?? ''
  if (token === '') return { refused: `Cannot ask Meta: META_AGENCY_TOKEN is not set. ${USAGE}` }
  if (business === undefined || !/^\d+$/.test(business))
    return { refused: `Cannot ask Meta: --business is no id of a Business. ${USAGE}` }
  const [kind, asset] = write?.split(':') ?? []
  if (write !== undefined && (!isKind(kind) || asset === undefined || user === undefined))
    return { refused: `Cannot write: --write is "kind:id" and needs --user. ${USAGE}` }
  const url = graphUrl(env['META_GRAPH_URL'])
  if (url === undefined)
    return { refused: 'Cannot use META_GRAPH_URL for a token: it is neither Meta nor this machine. Unset it' }
  const call = askWith(url, token)
  const warnings: string[] = []
  const answers: Answers[number][] = []
  let left = ''
  try {
    const found = await find(url, call, business)
    for (const { at, asks, ask } of READS) answers.push({ at, asks, observations: await ask(call, found) })
    if (isKind(kind) && asset !== undefined && user !== undefined) {
      left = `. ${LEFT}`
      const { observations, isLeft } = await askByWriting(call, { kind, asset, user, business }, pauseMs)
      answers.push({
        at: '9, questions 1 and 8',
        asks: 'May somebody be taken off, and how long does a write take to show?',
        observations,
      })
      if (isLeft !== false) warnings.push(LEFT)
    }
  } catch (error) {
    if (error instanceof WriteRefused) return { refused: error.message }
    if (!(error instanceof NoAnswer)) throw error
    return { refused: `Cannot ask Meta to the end: a call got no answer${left}` }
  }
  const report = reportOf(answers, day)
  const secrets = [token, business, asset ?? '', user ?? '']
  if (leaks(report.replaceAll(day, ''), secrets))
    return { refused: 'Cannot write the report: it would hold an id or a token. Nothing was kept' }
  return { report, warnings }
}
