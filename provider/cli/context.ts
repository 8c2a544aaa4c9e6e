import type { RunContext } from '../runs/wiring/context.ts'
import type { Output } from '../terminal/output.ts'

/** What a use case gets, and where the command prints. */
export type Context = RunContext & { readonly output: Output }
