import { flushCompileCache } from 'node:module'
import { wordsOf } from '../findings/words.ts'
import { assetHandler } from './asset.ts'
import { ownProps, withEngineProps, type Props } from './engine-props.ts'
import type { Handler, HandlerOutcome } from './handler.ts'
import { memberLookup } from './member-lookup.ts'
import { memberHandler } from './member-handler.ts'
import { metaFrom } from './meta.ts'
import { observer } from './observe.ts'
import { inventoryOfRun, reportFailure } from './run-folder.ts'
import { environmentOfRun, tieProcess } from './run-of-process.ts'

// The engine's side of the handlers: `shim.js` calls these. One process serves one stack for one run, so it reads Meta
// once for all its resources.

type AnyHandler = Handler<Props, Props>

// The engine kills its providers, so none can write its compile cache at exit.
flushCompileCache()

// The engine and we are separate processes: none of us may outlive the command that started the run.
tieProcess(process.env)

const meta = metaFrom(() => environmentOfRun(process.env))
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
  const [before, after] = [ownProps(olds), ownProps(news)]
  if (handler.idOf(before) !== handler.idOf(after)) {
    return { changes: true, replaces: ['asset'], deleteBeforeReplace: true }
  }
  return { changes: await handler.differs(before, after) }
}

export async function create(inputs: Props) {
  const handler = handlerOf(inputs)
  const id = handler.idOf(inputs)
  return { id, outs: kept(await handler.apply(ownProps(inputs), undefined), id, inputs) }
}

export async function read(id: string, props: Props) {
  // No id: the engine takes the resource out of its state. Source: FACT (run on 3.259, test/provider/cli/moves.test.ts).
  if (isHandedOver(ownProps(props))) return { id: '', props: {} }
  const handler = handlerOf(props)
  const state = await handler.read(ownProps(props))
  return {
    id,
    props: withEngineProps(state, props),
    inputs: withEngineProps(handler.inputsSeen(state), props),
  }
}

export async function update(id: string, olds: Props, news: Props) {
  return { outs: kept(await handlerOf(news).apply(ownProps(news), ownProps(olds)), id, news) }
}

export async function remove(id: string, props: Props): Promise<void> {
  kept(await handlerOf(props).remove(ownProps(props)), id, props)
}

/** Whether another stack has the asset now (`engine/release.ts`). */
function isHandedOver({ kind, asset }: Props): boolean {
  return inventoryOfRun(process.env)?.handedOver?.includes(`${String(kind)} ${String(asset)}`) ?? false
}

/**
 * The properties to save of a resource. After a failure they go with the error, so that the next run continues from
 * there (engine: partial state).
 */
function kept({ state, failures }: HandlerOutcome<Props>, id: string, resource: Props): Props {
  const properties = withEngineProps(state, resource)
  if (failures.length === 0) return properties
  for (const failure of failures) reportFailure(process.env, failure)
  const reasons = failures.map(({ finding }) => `${finding.code}: ${wordsOf(finding).text}`)
  throw Object.assign(new Error(reasons.join('\n')), { id, properties, reasons })
}
