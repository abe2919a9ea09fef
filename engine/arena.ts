/** Lays out all components of a registry in one ArrayBuffer. The order of the registry is the stored format. */
import { CELL_BYTES, Field } from './component.js';
import type { CellArray, CellType, Component, ComponentSpec, ComponentsOf, FieldSpec } from './component.js';
import { UserError, invariant } from './errors.js';

/** Rows of each pool, an input of the run. */
export type Capacities = Readonly<Record<string, number>>;
/** Named numbers of cells a row, known when the world content is: bag slots, words of the quest bitset, ... */
export type Dimensions = Readonly<Record<string, number>>;

/** One arena may not exceed what an ArrayBuffer can hold in Node 20, with room to spare. */
const MAX_ARENA_BYTES = 4_000_000_000;
/** Every array starts on a cache line. */
const ALIGN = 64;

export interface ComponentLayout {
  readonly spec: ComponentSpec;
  readonly id: number;
  readonly rows: number;
  readonly fields: readonly Field[];
  /** Records that can be marked dirty. */
  readonly records: number;
  /** Bytes of all fields. */
  readonly bytes: number;
}

export class Arena<R extends readonly ComponentSpec[]> {
  readonly buffer: ArrayBuffer;
  readonly components: ComponentsOf<R>;
  readonly layouts: readonly ComponentLayout[];
  readonly fields: readonly Field[];

  constructor(registry: R, capacities: Capacities, dimensions: Dimensions) {
    const plan = registry.map((spec) => planComponent(spec, capacities, dimensions));
    const total = plan.reduce((sum, p) => sum + p.bytes, 0);
    if (total > MAX_ARENA_BYTES) {
      throw new UserError(
        'world-too-large',
        `the world needs ${Math.round(total / 1e6)} MB of components; at most ${MAX_ARENA_BYTES / 1e6} MB are possible: lower the number of bots or the capacities`,
      );
    }
    this.buffer = allocate(total);
    const components: [string, unknown][] = [];
    const layouts: ComponentLayout[] = [];
    const fields: Field[] = [];
    let offset = 0;
    let base = 0;
    registry.forEach((spec, id) => {
      invariant(
        !layouts.some((l) => l.spec.name === spec.name),
        'duplicate-component',
        `the registry has two components called ${spec.name}`,
      );
      const { rows, cells } = plan[id]!;
      const own: Field[] = [];
      const arrays: [string, CellArray][] = [];
      const element = Math.min(...cells.map((c) => c.stride));
      for (const cell of cells) {
        const array = viewOf(cell.type, this.buffer, offset, rows * cell.stride);
        const perRecord = spec.recordBy === 'element' ? cell.stride / element : cell.stride;
        const field = new Field(`${spec.name}.${cell.name}`, fields.length, id, cell.type, array, cell.stride, perRecord, base);
        offset += align(rows * cell.stride * CELL_BYTES[cell.type]);
        base += rows * cell.stride * (cell.type === 'f64' ? 2 : 1);
        own.push(field);
        fields.push(field);
        arrays.push([cell.name, array]);
      }
      const handles = fastObject(own.map((field, k) => [cells[k]!.name, field]));
      components.push([spec.name, fastObject([...arrays, ['f', handles], ['id', id]])]);
      layouts.push({ spec, id, rows, fields: own, records: spec.recordBy === 'element' ? rows * element : rows, bytes: plan[id]!.bytes });
    });
    this.components = fastObject(components) as ComponentsOf<R>;
    this.layouts = layouts;
    this.fields = fields;
  }
}

/**
 * An object of many properties that are read through inline caches. Node turns an object that is filled by `object[name] = value` into a hash
 * table beyond some 18 properties, and each `world.c.auction` then costs a look-up: 7 % of the time of a market, measured with perf.
 */
function fastObject(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

function planComponent(spec: ComponentSpec, capacities: Capacities, dimensions: Dimensions) {
  const rows = capacities[spec.pool];
  invariant(rows !== undefined, 'unknown-pool', `component ${spec.name} lies in pool ${spec.pool}, which has no capacity`);
  invariant(
    Number.isInteger(rows) && rows > 0,
    'bad-capacity',
    `pool ${spec.pool} has capacity ${rows}, expected a whole number of rows from 1`,
  );
  const cells = Object.entries(spec.fields).map(([name, field]) => planField(spec, name, field, dimensions));
  const element = Math.min(...cells.map((c) => c.stride));
  const even = spec.recordBy !== 'element' || cells.every((c) => c.stride % element === 0);
  invariant(
    even,
    'uneven-elements',
    `component ${spec.name} is recorded by element, so the cells of each field must be a multiple of ${element}`,
  );
  const bytes = cells.reduce((sum, c) => sum + align(rows * c.stride * CELL_BYTES[c.type]), 0);
  return { rows, cells, bytes };
}

function planField(spec: ComponentSpec, name: string, field: FieldSpec, dimensions: Dimensions) {
  invariant(name !== 'f' && name !== 'id', 'reserved-field', `field ${spec.name}.${name} has the name of what every component carries`);
  if (typeof field === 'string') return { name, type: field, stride: 1 };
  const stride = typeof field[1] === 'number' ? field[1] : dimensions[field[1]];
  invariant(
    stride !== undefined && Number.isInteger(stride) && stride > 0,
    'unknown-dimension',
    `field ${spec.name}.${name} needs the dimension ${field[1]}: a whole number of cells from 1`,
  );
  return { name, type: field[0], stride };
}

function allocate(bytes: number): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes);
  } catch (cause) {
    throw new UserError(
      'world-too-large',
      `the world needs ${Math.round(bytes / 1e6)} MB of components, more than this machine gives: lower the number of bots or the capacities`,
      { cause },
    );
  }
}

function viewOf(type: CellType, buffer: ArrayBuffer, offset: number, length: number): CellArray {
  switch (type) {
    case 'u8':
      return new Uint8Array(buffer, offset, length);
    case 'u16':
      return new Uint16Array(buffer, offset, length);
    case 'i16':
      return new Int16Array(buffer, offset, length);
    case 'i32':
      return new Int32Array(buffer, offset, length);
    case 'f64':
      return new Float64Array(buffer, offset, length);
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}

/** The component arrays of one spec, for helpers that take a single component. */
export type ComponentOf<S extends ComponentSpec> = Component<S['fields']>;
