import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'

/** Git-ignored: what the clients need is never part of the project. */
const HOME = join(REPOSITORY, '.clients')
const HERE = join(REPOSITORY, 'test/clients')

/** A client that is installed: a program, with its arguments, and where it runs. */
export type Client = {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly version: string
}

/** Newest of PyPI, in a virtual environment of the machine's Python. */
export function installPython(): Client {
  const venv = join(HOME, 'python')
  if (!existsSync(venv)) run('python3', ['-m', 'venv', venv], REPOSITORY)
  run(join(venv, 'bin/pip'), ['install', '--quiet', '--upgrade', 'facebook-business'], REPOSITORY)
  const shown = run(join(venv, 'bin/pip'), ['show', 'facebook-business'], REPOSITORY)
  const version = /^Version: (.+)$/m.exec(shown)?.[1] ?? 'unknown'
  return { command: join(venv, 'bin/python'), args: [join(HERE, 'python_sdk.py')], cwd: HOME, version }
}

export function installJavaScript(): Client {
  const cwd = join(HOME, 'javascript')
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n')
  copyFileSync(join(HERE, 'fbgraph.cjs.txt'), join(cwd, 'client.cjs'))
  run('npm', ['install', '--silent', '--ignore-scripts', 'fbgraph'], cwd)
  const shown = run('npm', ['ls', '--json', 'fbgraph'], cwd)
  const { dependencies } = JSON.parse(shown) as { dependencies: { fbgraph: { version: string } } }
  const { version } = dependencies.fbgraph
  return { command: process.execPath, args: [join(cwd, 'client.cjs')], cwd, version }
}

/** The exact version: the module proxy does not list this module's versions everywhere. */
export function installGo(): Client {
  const cwd = join(HOME, 'go')
  mkdirSync(cwd, { recursive: true })
  const version = 'v2.7.3'
  writeFileSync(join(cwd, 'go.mod'), 'module clients\n\ngo 1.21\n')
  copyFileSync(join(HERE, 'huandu.go.txt'), join(cwd, 'main.go'))
  run('go', ['get', `github.com/huandu/facebook/v2@${version}`], cwd)
  run('go', ['build', '-o', 'client', '.'], cwd)
  return { command: join(cwd, 'client'), args: [], cwd, version }
}

function run(command: string, args: readonly string[], cwd: string): string {
  mkdirSync(cwd, { recursive: true })
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
