import { readFileSync, readlinkSync } from 'node:fs'

/**
 * What tells one process from every other: machines of one image share host names, and process ids start anew in each
 * container and after each boot. Source: proc_pid_stat(5), field 22; random/boot_id; pid_namespaces(7) (FACT).
 */
export type ProcessIdentity = {
  readonly boot: string
  readonly namespace: string
  readonly pid: number
  /** Clock ticks between boot and the start of the process. */
  readonly started: string
}

/** The identity of a process that runs here; undefined when there is none, or on a system that does not show it. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  try {
    // The name stands in brackets and may hold anything; the fields after it begin with the third.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    const [state = '', started] = [fields[0], fields[22 - 3]]
    // A zombie has ended; its parent has only not asked how.
    return started === undefined || 'ZX'.includes(state) ? undefined : { ...here(), pid, started }
  } catch {
    return undefined
  }
}

/** Whether a process of this boot and this pid namespace has certainly ended. */
export function isGone(process: ProcessIdentity): boolean {
  try {
    const { boot, namespace } = here()
    if (process.boot !== boot || process.namespace !== namespace) return false
  } catch {
    return false
  }
  return identityOf(process.pid)?.started !== process.started
}

function here(): Pick<ProcessIdentity, 'boot' | 'namespace'> {
  return {
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    namespace: readlinkSync('/proc/self/ns/pid'),
  }
}
