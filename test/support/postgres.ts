import { execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { findTool } from '../../provider/setup/tools.ts'

const exec = promisify(execFile)

/** The server's program; undefined where it could not be had. */
export const POSTGRES = await findTool('postgres', REPOSITORY, process.env)

/** The reason of a skipped test. */
export const NO_POSTGRES = 'postgres is not there (as root, npm test gets it with apt-get)'

/** A database of its own on a free port. Disposing of it ends the server and removes its files. */
export type Database = AsyncDisposable & {
  /** For PULUMI_BACKEND_URL. */
  readonly url: string
  /** Runs one statement and returns its rows as text. */
  readonly query: (sql: string) => Promise<string>
}

/** Starts a real server in a temporary folder. It refuses to run as root, so root starts it as `postgres`. */
export async function startPostgres(program: string): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-postgres-'))
  await chmod(folder, 0o700)
  const as = await otherUser()
  if (as !== undefined) await chown(folder, as.uid, as.gid)
  const bin = dirname(await realPath(program))
  const data = join(folder, 'data')
  const options = { cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' }, ...as }
  await exec(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], options)
  const port = await freePort()
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    { ...options, stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => server.on('close', resolve))
  const query = async (sql: string): Promise<string> => {
    const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-d', 'postgres']
    const { stdout } = await exec(join(bin, 'psql'), [...at, '-X', '-t', '-A', '-c', sql], options)
    return stdout.trim()
  }
  for (let left = 100; ; left -= 1) {
    const answer = await query('select 1').catch((error: unknown) =>
      left === 0 ? Promise.reject(error as Error) : '',
    )
    if (answer === '1') break
    await sleep(100)
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
    query,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

async function otherUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const id = async (option: string) => Number((await exec('id', [option, 'postgres'])).stdout)
  return { uid: await id('-u'), gid: await id('-g') }
}

async function realPath(program: string): Promise<string> {
  return (await exec('readlink', ['-f', program])).stdout.trim()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
