import { flushCompileCache } from 'node:module'
import { wordsOf } from '../findings/words.ts'
import { assetHandler } from './asset.ts'
import type { Failure } from './failure.ts'
import type { Handler } from './handler.ts'
import { memberLookup } from './member-lookup.ts'
import { memberHandler } from './member-handler.ts'
import { metaFrom } from './meta.ts'
import { observer } from './observe.ts'
import { isIntentOnly, reportFailure } from './run-folder.ts'
import { tieProcess } from './run-of-process.ts'

// The engine's side of the handlers: `shim.js` calls these. One process serves one stack for one run, so it reads Meta
// once for all its resources.

type Props = Readonly<Record<string, unknown>>
type AnyHandler = Handler<Props, Props>

// The engine kills its providers, so none can write its compile cache at exit.
flushCompileCache()

// The engine and we are separate processes: none of us may outlive the command that started the run.
tieProcess(process.env)

const meta = metaFrom(process.env)
const HANDLERS: Readonly<Record<string, AnyHandler>> = {
  asset: assetHandler(observer(process.env, meta), meta) as unknown as AnyHandler,
  member: memberHandler(memberLookup(process.env, meta), meta) as unknown as AnyHandler,
}

function handlerOf(props: Props): AnyHandler {
  const handler = HANDLERS[String(props['resource'])]
  if (handler === undefined) throw new Error(`Cannot handle the resource "${String(props['resource'])}"`)
  return handler
}

/** An asset with another kind or id is another resource; every other difference converges in place. */
export async function diff(_id: string, olds: Props, news: Props) {
  const handler = handlerOf(news)
  if (handler.idOf(olds) !== handler.idOf(news)) {
    return { changes: true, replaces: ['asset'], deleteBeforeReplace: true }
  }
  return { changes: await handler.differs(olds, news) }
}

export async function create(inputs: Props) {
  const handler = handlerOf(inputs)
  if (isIntentOnly(process.env))
    return { id: handler.idOf(inputs), outs: plain(await handler.intend(inputs, undefined)) }
  const { state, failures } = await handler.apply(inputs, undefined)
  failIfAny(failures, handler.idOf(inputs), state)
  return { id: handler.idOf(inputs), outs: plain(state) }
}

export async function read(id: string, props: Props) {
  const handler = handlerOf(props)
  const state = await handler.read(props)
  return { id, props: plain(state), inputs: plain(handler.inputsSeen(state)) }
}

export async function update(id: string, olds: Props, news: Props) {
  if (isIntentOnly(process.env)) return { outs: plain(await handlerOf(news).intend(news, olds)) }
  const { state, failures } = await handlerOf(news).apply(news, olds)
  failIfAny(failures, id, state)
  return { outs: plain(state) }
}

export async function remove(_id: string, props: Props): Promise<void> {
  if (isIntentOnly(process.env))
    throw new Error('Cannot remove anything while a run only writes down what it will give')
  const { state, failures } = await handlerOf(props).remove(props)
  failIfAny(failures, _id, state)
}

/** The engine's protocol has no undefined, so a missing value must not have a key either. */
function plain(props: Props): Props {
  return JSON.parse(JSON.stringify(props)) as Props
}

/** Saves the state reached and fails the resource; the next run continues from there (engine: partial state). */
function failIfAny(failures: readonly Failure[], id: string, properties: Props): void {
  if (failures.length === 0) return
  for (const failure of failures) reportFailure(process.env, failure)
  const reasons = failures.map(({ finding }) => `${finding.code}: ${wordsOf(finding).text}`)
  throw Object.assign(new Error(reasons.join('\n')), { id, properties: plain(properties), reasons })
}
