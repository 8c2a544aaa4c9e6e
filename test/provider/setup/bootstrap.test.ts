import { spawnSync } from 'node:child_process'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENGINE_VERSION } from '../../../provider/setup/engine.ts'
import { fakeEngine, NO_NETWORK, OLD_NODE, ROOT, tempFolder, type Folder } from './support.ts'

// npm as far as the set-up needs it: it writes down how it was called and lays out what an installation has.
const NPM = `PATH=/usr/bin:/bin
echo "$@" >> "$PLACE/npm.log"
mkdir -p "$PLACE/node_modules/.bin"
ln -sf "$NODE" "$PLACE/node_modules/.bin/node"
echo '{ "packages": { "node_modules/a": { "version": "1.0.0" } } }' > "$PLACE/node_modules/.package-lock.json"`

const ENGINE_FOLDER = join('.tools/pulumi', ENGINE_VERSION, 'bin')

type Machine = Folder & {
  readonly setUp: (...flags: string[]) => { readonly status: number | null; readonly stderr: string }
  readonly npmCalls: () => Promise<string[]>
}

/** A copy of the set-up's own files, with nothing installed and an npm that needs no network. */
async function freshMachine(npm = NPM): Promise<Machine> {
  const folder = await tempFolder()
  for (const name of ['provider/setup', 'provider/findings', 'provider/terminal/output.ts']) {
    await cp(join(ROOT, name), join(folder.path, name), { recursive: true })
  }
  const dependencies = { a: '1.0.0' }
  const packages = { '': { dependencies }, 'node_modules/a': { version: '1.0.0' } }
  await writeFile(join(folder.path, 'package.json'), JSON.stringify({ type: 'module', dependencies }))
  await writeFile(join(folder.path, 'package-lock.json'), JSON.stringify({ packages }))
  const path = await folder.program('path/npm', npm)
  const env = {
    PATH: `${path}:/usr/bin:/bin`,
    PLACE: folder.path,
    NODE: process.execPath,
    NODE_OPTIONS: NO_NETWORK,
  }
  return {
    ...folder,
    setUp: (...flags) => {
      const script = join(folder.path, 'provider/setup/bootstrap.mjs')
      return spawnSync(process.execPath, [...flags, script], { env, encoding: 'utf8' })
    },
    npmCalls: async () => {
      const log = await readFile(join(folder.path, 'npm.log'), 'utf8').catch(() => '')
      return log.split('\n').filter((line) => line !== '')
    },
  }
}

describe('bootstrap', { timeout: 60_000 }, () => {
  it('installs the packages once, without scripts and with the tools, and is silent the second time', async () => {
    await using machine = await freshMachine()
    await fakeEngine(machine, ENGINE_FOLDER)
    const first = machine.setUp()
    expect(first.status, first.stderr).toBe(0)
    expect(first.stderr.split('\n')).toHaveLength(3)
    expect(machine.setUp()).toMatchObject({ status: 0, stderr: '' })
    const calls = await machine.npmCalls()
    expect(calls).toHaveLength(1)
    for (const flag of ['--ignore-scripts', '--include=dev', '--include=optional'])
      expect(calls[0]).toContain(flag)
    expect(calls[0]).toMatch(/^ci /)
  })

  it('installs again when the lock asks for something else', async () => {
    await using machine = await freshMachine()
    await fakeEngine(machine, ENGINE_FOLDER)
    machine.setUp()
    const lock = join(machine.path, 'package-lock.json')
    await writeFile(lock, (await readFile(lock, 'utf8')).replace('"version":"1.0.0"', '"version":"1.0.1"'))
    machine.setUp()
    expect(await machine.npmCalls()).toHaveLength(2)
  })

  it('stops with the exit code of npm when npm fails', async () => {
    await using machine = await freshMachine('echo "no network" >&2; exit 7')
    const { status, stderr } = machine.setUp()
    expect(status).toBe(7)
    expect(stderr).toContain('no network')
  })

  it('goes on in Node 24 when it was started in an older one', async () => {
    await using machine = await freshMachine()
    await fakeEngine(machine, ENGINE_FOLDER)
    expect(machine.setUp(OLD_NODE)).toMatchObject({ status: 0 })
  })

  it('tells the fix when there is no newer Node to be had', async () => {
    await using machine = await freshMachine(`${NPM}; rm "$PLACE/node_modules/.bin/node"`)
    await fakeEngine(machine, ENGINE_FOLDER)
    const { status, stderr } = machine.setUp(OLD_NODE)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Fix: Install Node 24/m)
  })

  it('tells the fix when there is no engine, no network and no Go', async () => {
    await using machine = await freshMachine()
    const { status, stderr } = machine.setUp()
    expect(status).toBe(1)
    for (const text of ['none on PATH', 'the network is closed', 'there is no Go', '\nFix: Install Pulumi']) {
      expect(stderr).toContain(text)
    }
    expect(await readdir(join(machine.path, '.tools/pulumi'))).toEqual([])
  })
})
