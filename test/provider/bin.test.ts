import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { OLD_NODE, ROOT, tempFolder } from './setup/support.ts'

const BIN = 'provider/bin.mjs'

function run(root: string, ...args: string[]) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
}

describe('bin', { timeout: 60_000 }, () => {
  it('answers with what the command answers with, on Node 24 and on an older one', () => {
    for (const flags of [[], [OLD_NODE]]) {
      expect(run(ROOT, ...flags, BIN, '--help')).toMatchObject({ status: 0, stderr: '' })
      expect(run(ROOT, ...flags, BIN, 'no-such-command').status).toBe(1)
    }
  })

  it('ends as it would have when nobody reads its output any more', async () => {
    const child = spawn(process.execPath, [BIN, 'check', '--format', 'json'], { cwd: ROOT })
    child.stdout.destroy()
    let told = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
    const [code] = (await once(child, 'close')) as [number]
    expect([code, told]).toEqual([0, ''])
  })

  it('tells the fix when the Node is too old and there is no other', async () => {
    await using folder = await tempFolder()
    await mkdir(join(folder.path, 'provider/setup'), { recursive: true })
    for (const file of [BIN, 'provider/setup/node-24.mjs'])
      await cp(join(ROOT, file), join(folder.path, file))
    const { status, stderr } = run(folder.path, OLD_NODE, BIN, 'check')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Fix: Install Node 24/m)
  })

  it('tells the fix when the packages are not installed', async () => {
    await using folder = await tempFolder()
    for (const file of ['package.json', 'provider', 'policies'])
      await cp(join(ROOT, file), join(folder.path, file), { recursive: true })
    const { status, stderr } = run(folder.path, BIN, 'check')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Fix: Run "npm ci"/m)
  })

  it('ends the command with it, on an older Node', async () => {
    const child = spawn(process.execPath, [OLD_NODE, BIN, 'emulator', '--port', '0'], { cwd: ROOT })
    const [text] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    const url = /http:\/\/\S+/.exec(text)?.[0]
    expect((await fetch(`${url}/`)).status).toBeGreaterThan(0)
    child.kill('SIGTERM')
    await once(child, 'exit')
    await expect(fetch(`${url}/`)).rejects.toThrow()
  })
})
