// The engine's Node host hands TypeScript to a compiler of its own; from plain JavaScript on, Node loads the sources as they are.
export * from './pack.ts'
