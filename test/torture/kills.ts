import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse, stringify } from 'yaml'
import { unloadWorld } from '../../provider/emulator/world/unload.ts'
import { inTurns } from '../../provider/inventory/in-turns.ts'
import { levelsOf } from '../../provider/model/levels.ts'
import { ASSET_KINDS } from '../../provider/model/kinds.ts'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { killFamily } from '../support/killed.ts'
import { largeClient, writeFiles } from '../support/large-client.ts'
import { makeWorkplace, type Report, type Workplace } from '../support/workplace.ts'
import type { Proof } from './proof.ts'

// An apply with changes of every sort, killed with all its processes at each of its requests to Meta.

const ASSETS = 24
const FILE = 'access/clients/large.yaml'
const AT_ONCE = 2

/** Everything that a case starts from: access files, Meta's world, and the state of an apply that ended well. */
type Base = AsyncDisposable & {
  readonly folder: string
  readonly estate: ReturnType<typeof unloadWorld>
  readonly before: string
  readonly after: string
  /** Assets that only the file after the change lists. */
  readonly added: readonly string[]
}

type World = ReadonlyMap<string, string>

type Killed = {
  readonly at: number
  readonly taken: 'applied again' | 'taken back'
  readonly broken: string[]
}

/** Kills at every request, and takes every third change back before the next apply. */
export async function tortureKills(only?: readonly number[]): Promise<Proof> {
  await using base = await makeBase()
  const undisturbed = await ended(base, base.after)
  const back = await ended(base, base.before)
  const requests = await requestsOf(base)
  let done = 0
  const runs = await inTurns(
    AT_ONCE,
    only ?? Array.from({ length: requests }, (_, index) => index + 1),
    async (at) => {
      const taken = at % 3 === 0 ? 'taken back' : 'applied again'
      const run = await killedAt(base, at, taken, taken === 'taken back' ? back : undisturbed)
      done += 1
      if (done % 10 === 0) process.stderr.write(`${done} of ${requests} kills\n`)
      return run
    },
  )
  const broken = runs.flatMap((run) => run.broken.map((law) => `request ${run.at}, ${run.taken}: ${law}`))
  const count = (taken: Killed['taken']) => runs.filter((run) => run.taken === taken).length
  const text = `## Kills: at each of ${requests} requests of an apply

One client with ${ASSETS} assets of all kinds and five people. One apply raises a person on every asset, lowers one, adds one, takes one off, ends
two assets and adds two. The command, the engine and all their processes are killed (SIGKILL) when a request reaches Meta,
once for each request, reads and writes, on a file back end. Then, without any step by hand:

- **applied again**: one plain apply ends well, and Meta's world is the one of an apply that nobody killed.
- **taken back**: the files are put back first. One plain apply ends well, and the world is as if nothing had been tried,
  but for shares that our side had given up: those of an ended asset wait for the client to make them again, and an asset
  that came and went with the file is given up.
- After either, a preview has no change, and no process of the killed run is left.

| the next step | kills | broken laws |
| --- | --- | --- |
| applied again | ${count('applied again')} | ${runs.filter((run) => run.taken === 'applied again').flatMap((run) => run.broken).length} |
| taken back | ${count('taken back')} | ${runs.filter((run) => run.taken === 'taken back').flatMap((run) => run.broken).length} |

${broken.map((one) => `    ${one}\n`).join('')}`
  return { text, holds: broken.length === 0 }
}

async function makeBase(): Promise<Base> {
  const { estate, files } = largeClient(ASSETS, 5)
  const folder = await mkdtemp(join(tmpdir(), 'torture-kills-'))
  const [before, after] = versionsOf(files.find(({ path }) => path === FILE)?.text ?? '')
  await writeFiles(folder, withReader(files))
  await writeFiles(folder, [{ path: FILE, text: before }])
  await using place = await makeWorkplace({ estate, access: join(folder, 'access') })
  await appliedWell(place)
  await cp(join(place.root, '.state'), join(folder, '.state'), { recursive: true })
  const dispose = () => rm(folder, { recursive: true })
  const added = estate.assets.flatMap(({ id }) => (after.includes(id) && !before.includes(id) ? [id] : []))
  const world = unloadWorld(place.emulator.world)
  return { folder, estate: world, before, after, added, [Symbol.asyncDispose]: dispose }
}

/** A second function, at the lowest level of each kind. */
function withReader(files: ReturnType<typeof largeClient>['files']): ReturnType<typeof largeClient>['files'] {
  const levels = Object.fromEntries(ASSET_KINDS.map((kind) => [kind, levelsOf(kind)[0]]))
  return files.map(({ path, text }) => {
    if (path === 'access/functions.yaml') {
      const { functions, ...rest } = parse(text) as { functions: object }
      const reader = { title: 'Reader', business_role: 'employee', levels }
      return { path, text: stringify({ ...rest, functions: { ...functions, reader } }) }
    }
    if (path === 'access/agency.yaml')
      return { path, text: text.replaceAll('- team', '- team\n      - reader') }
    return { path, text }
  })
}

/** The client's file before and after the change. */
function versionsOf(text: string): readonly [string, string] {
  const file = parse(text) as { assets: Record<string, unknown[]>; team: { team: string[] } }
  const [one = '', two = '', three = '', four = ''] = file.team.team
  const last = (list: unknown[]) => list.slice(0, -1)
  const first = (list: unknown[]) => list.slice(1)
  const assets = (keep: (list: unknown[]) => unknown[]) =>
    Object.fromEntries(
      Object.entries(file.assets).map(([kind, list]) => [
        kind,
        ['ad_accounts', 'catalogs'].includes(kind) ? keep(list) : list,
      ]),
    )
  return [
    stringify({ ...file, assets: assets(last), team: { team: [one, two], reader: [three] } }),
    stringify({ ...file, assets: assets(first), team: { team: [three, four], reader: [one] } }),
  ]
}

async function placeFrom({ folder, estate }: Base): Promise<Workplace> {
  const place = await makeWorkplace({ estate, access: join(folder, 'access') })
  await cp(join(folder, '.state'), join(place.root, '.state'), { recursive: true })
  return place
}

/** Meta's world after an undisturbed apply of a version of the file. */
async function ended(base: Base, text: string): Promise<World> {
  await using place = await placeFrom(base)
  await place.edit(FILE, text)
  await appliedWell(place)
  return worldOf(place)
}

async function requestsOf(base: Base): Promise<number> {
  await using place = await placeFrom(base)
  await place.edit(FILE, base.after)
  const options = await overridesFor(place)
  place.emulator.requests.clear()
  await place.json('apply', 'large', ...options)
  return place.emulator.requests.counts().requests
}

async function killedAt(base: Base, at: number, taken: Killed['taken'], wanted: World): Promise<Killed> {
  await using place = await placeFrom(base)
  await place.edit(FILE, base.after)
  const options = await overridesFor(place)
  place.emulator.requests.clear()
  const script = join(REPOSITORY, 'test/support/command-alone.ts')
  const child = spawn(process.execPath, [script, place.root, 'no-pack', 'apply', 'large', ...options], {
    cwd: place.root,
    env: place.env,
    stdio: 'ignore',
  })
  const over = new Promise((resolve) => child.on('close', resolve))
  const isAtWork = () => child.exitCode === null && child.signalCode === null
  while (isAtWork() && place.emulator.requests.counts().requests < at) await sleep(2)
  if (isAtWork()) killFamily(child.pid ?? 0)
  await over
  if (taken === 'taken back') await place.edit(FILE, base.before)
  const broken: string[] = []
  try {
    await appliedWell(place)
    const { exit, plans } = await place.json('preview', 'large')
    // A share that our side gave up, only the client makes again; one that came and went with the file is given up.
    const waiting = plans.flatMap((plan) => plan.waiting.map(({ asset }) => asset.id))
    const ended = new Set([...waiting, ...(taken === 'taken back' ? goneFrom(place, base.added) : [])])
    const others = differencesOf(worldOf(place), wanted).filter((id) => !ended.has(id))
    if (others.length > 0) broken.push(`the world is another at ${others.join(', ')}`)
    const changes = plans.flatMap((plan) => plan.changes)
    if (exit !== 0 || changes.length > 0) broken.push(`preview ends with ${exit}, ${changes.length} changes`)
  } catch (error) {
    broken.push(String(error))
  }
  return { at, taken, broken }
}

type GuardArgs = Report['findings'][number] & { readonly args: { readonly count?: number } }

/** What the guard asks to be named; how much a killed run left to do is chance. */
async function overridesFor(place: Workplace): Promise<string[]> {
  const { findings } = await place.json('preview', 'large')
  return findings.flatMap((found) => {
    const { code, args } = found as GuardArgs
    const limit = /^GUARD_(ADMINS|RAISES|REMOVALS|EMPTIED|REPLACED)$/.exec(code)?.[1]
    return limit === undefined ? [] : [`--allow-${limit.toLowerCase()}`, String(args.count)]
  })
}

async function appliedWell(place: Workplace): Promise<void> {
  const { exit, findings } = await place.json('apply', 'large', ...(await overridesFor(place)))
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (exit !== 0) throw new Error(`apply ends with ${exit}: ${JSON.stringify(errors).slice(0, 600)}`)
}

/** Asset -> who has what on it, and its shares. No API takes people off a pixel, so its people are left out. */
function worldOf({ emulator: { world } }: Workplace): World {
  const { assets } = unloadWorld(world)
  const byUser = (a: { readonly user: string }, b: { readonly user: string }) => (a.user < b.user ? -1 : 1)
  return new Map(
    assets.map(({ id, kind, partners, assignments }) => [
      id,
      JSON.stringify([partners, kind === 'pixel' ? [] : assignments.toSorted(byUser)]),
    ]),
  )
}

/** Those of these assets where our Business has nothing any more. */
function goneFrom({ emulator: { world } }: Workplace, assets: readonly string[]): string[] {
  const { assets: all } = unloadWorld(world)
  return assets.filter((id) =>
    all.some((one) => one.id === id && one.partners.length === 0 && one.assignments.length === 0),
  )
}

function differencesOf(world: World, wanted: World): string[] {
  return [...wanted].flatMap(([id, text]) => (world.get(id) === text ? [] : [id]))
}
