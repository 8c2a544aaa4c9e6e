import type { AssetKind } from '../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../provider/model/levels.ts'
import type { Asset, Client, Exception, Person, Principal } from '../provider/model/model.ts'
import type { AssetScope } from './rule.ts'

/**
 * Whether the tasks make somebody admin of the asset, who decides on people, money and limits: MANAGE. Source:
 * graph-api 1.3 (FACT). EDIT on a pixel does not: brief 5.1 gives it to those who measure.
 */
export function isAdmin(tasks: readonly string[]): boolean {
  return tasks.includes('MANAGE')
}

/** The exceptions for an asset, past ones too, so that no rule that counts them breaks by time alone. */
export function exceptionsOn(client: Client, { kind, id }: Asset): Exception[] {
  return client.exceptions.filter((one) => one.asset === id && levelsOf(kind).includes(one.level))
}

/** The tasks that exceptions give on a kind. */
export function tasksBy(kind: AssetKind, exceptions: readonly Exception[]): string[] {
  return exceptions.flatMap(({ level }) => tasksOf(kind, level))
}

/** One of our people in agency.yaml. */
export function personOf({ model }: Pick<AssetScope, 'model'>, principal: Principal): Person | undefined {
  return model.agency.people.find(({ email }) => email === principal)
}

/** The functions of somebody on the asset for the client. */
export function functionsOn({ client, asset }: AssetScope, principal: Principal): string[] {
  return client.team
    .filter((one) => one.principal === principal && (one.only?.includes(asset.id) ?? true))
    .map((one) => one.function)
}

/** The tasks in `tasks` that `allowed` lacks; sorted. */
export function beyond(tasks: readonly string[], allowed: readonly string[]): string[] {
  return tasks.filter((task) => !allowed.includes(task)).toSorted()
}
