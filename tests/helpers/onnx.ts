/**
 * Just enough of the ONNX format to write a network by hand. Field numbers are those of onnx.proto3
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3), the bytes those of https://protobuf.dev/programming-guides/encoding/
 */
export const FLOAT = 1;
export const INT64 = 7;

export function node(operator: string, inputs: string[], output: string, attribute?: Buffer[]): Buffer {
  const parts = [...inputs.map((name) => string(1, name)), string(2, output), string(3, output), string(4, operator)];
  return message(1, attribute ? [...parts, message(5, attribute)] : parts);
}

export function tensor(name: string, { type, shape, data }: { type: number; shape: number[]; data: Buffer }): Buffer {
  return message(5, [...shape.map((size) => integer(1, size)), integer(2, type), string(8, name), message(9, [data])]);
}

export function valueType(type: number, shape: (string | number)[]): Buffer {
  const sizes = shape.map((size) => message(1, [typeof size === 'string' ? string(2, size) : integer(1, size)]));
  return message(1, [integer(1, type), message(2, sizes)]);
}

export function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

export function message(field: number, parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
}

export function string(field: number, text: string): Buffer {
  return message(field, [Buffer.from(text)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
