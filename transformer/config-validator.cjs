// A value goes in; whether uno-trace.schema.json allows it comes out, and in `errors` what it does not allow.
// Written by `npm run build` from that file, because compiling it takes longer than a small build.
"use strict";
module.exports = validate10;
module.exports.default = validate10;
const schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://uno-trace.dev/uno-trace.schema.json", "title": "uno-trace.json", "description": "Which functions uno-trace instruments at build time, and how.", "type": "object", "additionalProperties": false, "properties": { "$schema": { "description": "Path or URL of this schema; editors complete and check with it.", "type": "string", "default": "./node_modules/uno-trace/uno-trace.schema.json" }, "include": { "description": "Globs of the files whose named functions are all traced, relative to the folder of uno-trace.json. A pattern that begins with ! takes files out again.", "$ref": "#/definitions/globs", "default": [] }, "exclude": { "description": "Globs of the files that neither include nor a rule may touch. A directive inside such a file still counts.", "$ref": "#/definitions/globs", "default": [] }, "rules": { "description": "What holds for some functions only. Of the rules that match a function the last one wins, option by option.", "type": "array", "items": { "$ref": "#/definitions/rule" }, "default": [] }, "monitoring": { "$ref": "#/definitions/monitoring" } }, "definitions": { "globs": { "type": "array", "items": { "type": "string", "minLength": 1 } }, "path": { "description": "A name with an optional property path, such as user.id.", "type": "string", "pattern": "^[^\\s.,=]+(\\.[^\\s.,=]+)*$" }, "rule": { "title": "rule", "type": "object", "additionalProperties": false, "properties": { "files": { "description": "Globs of the files this rule is about; it selects their functions. Without it the rule holds for every file, but selects none by itself.", "$ref": "#/definitions/globs", "default": ["**"] }, "functions": { "description": "Patterns on span names such as OrderService.*; * stands for any characters, ? for one; a pattern that begins with ! takes names out again, the later pattern wins.", "type": "array", "items": { "type": "string", "pattern": "^!?[^!]" }, "default": ["*"] }, "kinds": { "description": "The kinds of function that are traced; replaces the default list for the functions this rule matches. A generator needs generators and the kind of its place.", "type": "array", "items": { "enum": ["functions", "arrows", "methods", "callbacks", "accessors", "constructors", "generators"] }, "default": ["functions", "arrows", "methods", "generators"] }, "trace": { "description": "false takes the matched functions out; true puts back what an earlier rule took out.", "type": "boolean", "default": true }, "kind": { "description": "Span kind.", "enum": ["internal", "server", "client", "producer", "consumer"], "default": "internal" }, "args": { "description": "Parameters to capture as attributes, by name, each with an optional property path.", "type": "array", "items": { "$ref": "#/definitions/path" }, "default": [] }, "result": { "description": "What to capture of the return value: true for the value itself, or property paths.", "anyOf": [{ "const": true }, { "$ref": "#/definitions/path" }, { "type": "array", "items": { "$ref": "#/definitions/path" } }], "default": [] }, "attributes": { "description": "Constant attributes of each span.", "type": "object", "additionalProperties": { "type": ["string", "number", "boolean"] }, "default": {} }, "min": { "description": "A duration such as 5ms: a span that ends well and faster than this is dropped.", "type": "string", "pattern": "^\\d+(\\.\\d+)?(us|ms|s|m)$", "default": "0ms" }, "root": { "description": "Start a new trace, linked to the caller's.", "type": "boolean", "default": false }, "sampleRatio": { "description": "The share of the traces that begin in these functions that is recorded, 0 to 1, in place of the share of all traces.", "type": "number", "minimum": 0, "maximum": 1, "default": 1 } } }, "monitoring": { "title": "monitoring", "description": "Defaults of the runtime; the options of setupMonitoring() win over them.", "type": "object", "additionalProperties": false, "default": {}, "properties": { "serviceName": { "description": "The resource attribute service.name.", "type": "string", "minLength": 1, "default": "unknown_service:node" }, "enabled": { "description": "false turns the tracer off.", "type": "boolean", "default": true }, "exporter": { "description": "Where finished spans go: a tree on stderr, an OpenTelemetry collector at http://localhost:4318, or nowhere.", "enum": ["logging", "otlp", "none"], "default": "logging" }, "sampleRatio": { "description": "The share of new traces that is recorded, 0 to 1.", "type": "number", "minimum": 0, "maximum": 1, "default": 1 }, "resource": { "description": "More resource attributes, such as deployment.environment.name.", "type": "object", "additionalProperties": { "type": ["string", "number", "boolean"] }, "default": {} }, "propagators": { "description": "In which formats a context crosses process borders: all are written, and of those that are read the last one wins.", "type": "array", "items": { "enum": ["tracecontext", "baggage", "b3", "b3multi", "jaeger", "none"] }, "default": ["tracecontext", "baggage"] }, "recordErrors": { "description": "How what a function throws is recorded: as the event exception, or as attributes of the span.", "enum": ["event", "attributes"], "default": "event" }, "tail": { "title": "tail", "description": "Holds traces back until they have ended, and keeps those with an error, those that were slow, and a share of the others; times in milliseconds. Off when absent.", "type": "object", "additionalProperties": false, "default": {}, "properties": { "slowerThan": { "description": "A trace that took as long in this process is kept.", "type": "number", "minimum": 0, "default": 1e3 }, "sampleRatio": { "description": "The share of the other traces that is kept, 0 to 1.", "type": "number", "minimum": 0, "maximum": 1, "default": 0.1 }, "maxTraces": { "description": "Traces that run or wait; more, and the oldest is judged early.", "type": "integer", "minimum": 1, "default": 1e3 }, "maxSpans": { "description": "Spans that wait; more, and the oldest trace is judged early.", "type": "integer", "minimum": 1, "default": 1e4 }, "maxWait": { "description": "Milliseconds after which a trace is judged by what is known of it.", "type": "integer", "minimum": 1, "default": 3e4 } } }, "batch": { "title": "batch", "description": "How spans are collected before they are exported; times in milliseconds.", "type": "object", "additionalProperties": false, "default": {}, "properties": { "maxBatchSize": { "description": "Spans in one export.", "type": "integer", "minimum": 1, "default": 512 }, "maxQueueSize": { "description": "Spans kept while they wait; more are dropped.", "type": "integer", "minimum": 1, "default": 2048 }, "exportInterval": { "description": "Milliseconds between two exports.", "type": "integer", "minimum": 1, "default": 5e3 }, "exportTimeout": { "description": "Milliseconds after which an export is given up.", "type": "integer", "minimum": 1, "default": 3e4 } } } } } } };
const schema12 = { "type": "array", "items": { "type": "string", "minLength": 1 } };
const schema19 = { "title": "monitoring", "description": "Defaults of the runtime; the options of setupMonitoring() win over them.", "type": "object", "additionalProperties": false, "default": {}, "properties": { "serviceName": { "description": "The resource attribute service.name.", "type": "string", "minLength": 1, "default": "unknown_service:node" }, "enabled": { "description": "false turns the tracer off.", "type": "boolean", "default": true }, "exporter": { "description": "Where finished spans go: a tree on stderr, an OpenTelemetry collector at http://localhost:4318, or nowhere.", "enum": ["logging", "otlp", "none"], "default": "logging" }, "sampleRatio": { "description": "The share of new traces that is recorded, 0 to 1.", "type": "number", "minimum": 0, "maximum": 1, "default": 1 }, "resource": { "description": "More resource attributes, such as deployment.environment.name.", "type": "object", "additionalProperties": { "type": ["string", "number", "boolean"] }, "default": {} }, "propagators": { "description": "In which formats a context crosses process borders: all are written, and of those that are read the last one wins.", "type": "array", "items": { "enum": ["tracecontext", "baggage", "b3", "b3multi", "jaeger", "none"] }, "default": ["tracecontext", "baggage"] }, "recordErrors": { "description": "How what a function throws is recorded: as the event exception, or as attributes of the span.", "enum": ["event", "attributes"], "default": "event" }, "tail": { "title": "tail", "description": "Holds traces back until they have ended, and keeps those with an error, those that were slow, and a share of the others; times in milliseconds. Off when absent.", "type": "object", "additionalProperties": false, "default": {}, "properties": { "slowerThan": { "description": "A trace that took as long in this process is kept.", "type": "number", "minimum": 0, "default": 1e3 }, "sampleRatio": { "description": "The share of the other traces that is kept, 0 to 1.", "type": "number", "minimum": 0, "maximum": 1, "default": 0.1 }, "maxTraces": { "description": "Traces that run or wait; more, and the oldest is judged early.", "type": "integer", "minimum": 1, "default": 1e3 }, "maxSpans": { "description": "Spans that wait; more, and the oldest trace is judged early.", "type": "integer", "minimum": 1, "default": 1e4 }, "maxWait": { "description": "Milliseconds after which a trace is judged by what is known of it.", "type": "integer", "minimum": 1, "default": 3e4 } } }, "batch": { "title": "batch", "description": "How spans are collected before they are exported; times in milliseconds.", "type": "object", "additionalProperties": false, "default": {}, "properties": { "maxBatchSize": { "description": "Spans in one export.", "type": "integer", "minimum": 1, "default": 512 }, "maxQueueSize": { "description": "Spans kept while they wait; more are dropped.", "type": "integer", "minimum": 1, "default": 2048 }, "exportInterval": { "description": "Milliseconds between two exports.", "type": "integer", "minimum": 1, "default": 5e3 }, "exportTimeout": { "description": "Milliseconds after which an export is given up.", "type": "integer", "minimum": 1, "default": 3e4 } } } } };
const schema14 = { "title": "rule", "type": "object", "additionalProperties": false, "properties": { "files": { "description": "Globs of the files this rule is about; it selects their functions. Without it the rule holds for every file, but selects none by itself.", "$ref": "#/definitions/globs", "default": ["**"] }, "functions": { "description": "Patterns on span names such as OrderService.*; * stands for any characters, ? for one; a pattern that begins with ! takes names out again, the later pattern wins.", "type": "array", "items": { "type": "string", "pattern": "^!?[^!]" }, "default": ["*"] }, "kinds": { "description": "The kinds of function that are traced; replaces the default list for the functions this rule matches. A generator needs generators and the kind of its place.", "type": "array", "items": { "enum": ["functions", "arrows", "methods", "callbacks", "accessors", "constructors", "generators"] }, "default": ["functions", "arrows", "methods", "generators"] }, "trace": { "description": "false takes the matched functions out; true puts back what an earlier rule took out.", "type": "boolean", "default": true }, "kind": { "description": "Span kind.", "enum": ["internal", "server", "client", "producer", "consumer"], "default": "internal" }, "args": { "description": "Parameters to capture as attributes, by name, each with an optional property path.", "type": "array", "items": { "$ref": "#/definitions/path" }, "default": [] }, "result": { "description": "What to capture of the return value: true for the value itself, or property paths.", "anyOf": [{ "const": true }, { "$ref": "#/definitions/path" }, { "type": "array", "items": { "$ref": "#/definitions/path" } }], "default": [] }, "attributes": { "description": "Constant attributes of each span.", "type": "object", "additionalProperties": { "type": ["string", "number", "boolean"] }, "default": {} }, "min": { "description": "A duration such as 5ms: a span that ends well and faster than this is dropped.", "type": "string", "pattern": "^\\d+(\\.\\d+)?(us|ms|s|m)$", "default": "0ms" }, "root": { "description": "Start a new trace, linked to the caller's.", "type": "boolean", "default": false }, "sampleRatio": { "description": "The share of the traces that begin in these functions that is recorded, 0 to 1, in place of the share of all traces.", "type": "number", "minimum": 0, "maximum": 1, "default": 1 } } };
const schema16 = { "description": "A name with an optional property path, such as user.id.", "type": "string", "pattern": "^[^\\s.,=]+(\\.[^\\s.,=]+)*$" };
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^!?[^!]", "u");
const pattern1 = new RegExp("^[^\\s.,=]+(\\.[^\\s.,=]+)*$", "u");
const pattern4 = new RegExp("^\\d+(\\.\\d+)?(us|ms|s|m)$", "u");
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func2.call(schema14.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema14, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.files !== void 0) {
      let data0 = data.files;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (data1.length < 1) {
              const err1 = { instancePath: instancePath + "/files/" + i0, schemaPath: "#/definitions/globs/items/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema12.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          } else {
            const err2 = { instancePath: instancePath + "/files/" + i0, schemaPath: "#/definitions/globs/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.items.type, parentSchema: schema12.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
      } else {
        const err3 = { instancePath: instancePath + "/files", schemaPath: "#/definitions/globs/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.type, parentSchema: schema12, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.functions !== void 0) {
      let data2 = data.functions;
      if (Array.isArray(data2)) {
        const len1 = data2.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data3 = data2[i1];
          if (typeof data3 === "string") {
            if (!pattern0.test(data3)) {
              const err4 = { instancePath: instancePath + "/functions/" + i1, schemaPath: "#/properties/functions/items/pattern", keyword: "pattern", params: { pattern: "^!?[^!]" }, message: 'must match pattern "^!?[^!]"', schema: "^!?[^!]", parentSchema: schema14.properties.functions.items, data: data3 };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
          } else {
            const err5 = { instancePath: instancePath + "/functions/" + i1, schemaPath: "#/properties/functions/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.functions.items.type, parentSchema: schema14.properties.functions.items, data: data3 };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
      } else {
        const err6 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema14.properties.functions.type, parentSchema: schema14.properties.functions, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.kinds !== void 0) {
      let data4 = data.kinds;
      if (Array.isArray(data4)) {
        const len2 = data4.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data5 = data4[i2];
          if (!(data5 === "functions" || data5 === "arrows" || data5 === "methods" || data5 === "callbacks" || data5 === "accessors" || data5 === "constructors" || data5 === "generators")) {
            const err7 = { instancePath: instancePath + "/kinds/" + i2, schemaPath: "#/properties/kinds/items/enum", keyword: "enum", params: { allowedValues: schema14.properties.kinds.items.enum }, message: "must be equal to one of the allowed values", schema: schema14.properties.kinds.items.enum, parentSchema: schema14.properties.kinds.items, data: data5 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
      } else {
        const err8 = { instancePath: instancePath + "/kinds", schemaPath: "#/properties/kinds/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema14.properties.kinds.type, parentSchema: schema14.properties.kinds, data: data4 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.trace !== void 0) {
      let data6 = data.trace;
      if (typeof data6 !== "boolean") {
        const err9 = { instancePath: instancePath + "/trace", schemaPath: "#/properties/trace/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema14.properties.trace.type, parentSchema: schema14.properties.trace, data: data6 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.kind !== void 0) {
      let data7 = data.kind;
      if (!(data7 === "internal" || data7 === "server" || data7 === "client" || data7 === "producer" || data7 === "consumer")) {
        const err10 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/enum", keyword: "enum", params: { allowedValues: schema14.properties.kind.enum }, message: "must be equal to one of the allowed values", schema: schema14.properties.kind.enum, parentSchema: schema14.properties.kind, data: data7 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.args !== void 0) {
      let data8 = data.args;
      if (Array.isArray(data8)) {
        const len3 = data8.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data9 = data8[i3];
          if (typeof data9 === "string") {
            if (!pattern1.test(data9)) {
              const err11 = { instancePath: instancePath + "/args/" + i3, schemaPath: "#/definitions/path/pattern", keyword: "pattern", params: { pattern: "^[^\\s.,=]+(\\.[^\\s.,=]+)*$" }, message: 'must match pattern "^[^\\s.,=]+(\\.[^\\s.,=]+)*$"', schema: "^[^\\s.,=]+(\\.[^\\s.,=]+)*$", parentSchema: schema16, data: data9 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
          } else {
            const err12 = { instancePath: instancePath + "/args/" + i3, schemaPath: "#/definitions/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.type, parentSchema: schema16, data: data9 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
      } else {
        const err13 = { instancePath: instancePath + "/args", schemaPath: "#/properties/args/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema14.properties.args.type, parentSchema: schema14.properties.args, data: data8 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.result !== void 0) {
      let data10 = data.result;
      const _errs23 = errors;
      let valid11 = false;
      const _errs24 = errors;
      if (true !== data10) {
        const err14 = { instancePath: instancePath + "/result", schemaPath: "#/properties/result/anyOf/0/const", keyword: "const", params: { allowedValue: true }, message: "must be equal to constant", schema: true, parentSchema: schema14.properties.result.anyOf[0], data: data10 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      var _valid0 = _errs24 === errors;
      valid11 = valid11 || _valid0;
      if (!valid11) {
        const _errs25 = errors;
        if (typeof data10 === "string") {
          if (!pattern1.test(data10)) {
            const err15 = { instancePath: instancePath + "/result", schemaPath: "#/definitions/path/pattern", keyword: "pattern", params: { pattern: "^[^\\s.,=]+(\\.[^\\s.,=]+)*$" }, message: 'must match pattern "^[^\\s.,=]+(\\.[^\\s.,=]+)*$"', schema: "^[^\\s.,=]+(\\.[^\\s.,=]+)*$", parentSchema: schema16, data: data10 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        } else {
          const err16 = { instancePath: instancePath + "/result", schemaPath: "#/definitions/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.type, parentSchema: schema16, data: data10 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        var _valid0 = _errs25 === errors;
        valid11 = valid11 || _valid0;
        if (!valid11) {
          const _errs28 = errors;
          if (Array.isArray(data10)) {
            const len4 = data10.length;
            for (let i4 = 0; i4 < len4; i4++) {
              let data11 = data10[i4];
              if (typeof data11 === "string") {
                if (!pattern1.test(data11)) {
                  const err17 = { instancePath: instancePath + "/result/" + i4, schemaPath: "#/definitions/path/pattern", keyword: "pattern", params: { pattern: "^[^\\s.,=]+(\\.[^\\s.,=]+)*$" }, message: 'must match pattern "^[^\\s.,=]+(\\.[^\\s.,=]+)*$"', schema: "^[^\\s.,=]+(\\.[^\\s.,=]+)*$", parentSchema: schema16, data: data11 };
                  if (vErrors === null) {
                    vErrors = [err17];
                  } else {
                    vErrors.push(err17);
                  }
                  errors++;
                }
              } else {
                const err18 = { instancePath: instancePath + "/result/" + i4, schemaPath: "#/definitions/path/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.type, parentSchema: schema16, data: data11 };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
          } else {
            const err19 = { instancePath: instancePath + "/result", schemaPath: "#/properties/result/anyOf/2/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema14.properties.result.anyOf[2].type, parentSchema: schema14.properties.result.anyOf[2], data: data10 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
          var _valid0 = _errs28 === errors;
          valid11 = valid11 || _valid0;
        }
      }
      if (!valid11) {
        const err20 = { instancePath: instancePath + "/result", schemaPath: "#/properties/result/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema14.properties.result.anyOf, parentSchema: schema14.properties.result, data: data10 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      } else {
        errors = _errs23;
        if (vErrors !== null) {
          if (_errs23) {
            vErrors.length = _errs23;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.attributes !== void 0) {
      let data12 = data.attributes;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        for (const key1 in data12) {
          let data13 = data12[key1];
          if (typeof data13 !== "string" && !(typeof data13 == "number" && isFinite(data13)) && typeof data13 !== "boolean") {
            const err21 = { instancePath: instancePath + "/attributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/attributes/additionalProperties/type", keyword: "type", params: { type: schema14.properties.attributes.additionalProperties.type }, message: "must be string,number,boolean", schema: schema14.properties.attributes.additionalProperties.type, parentSchema: schema14.properties.attributes.additionalProperties, data: data13 };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
      } else {
        const err22 = { instancePath: instancePath + "/attributes", schemaPath: "#/properties/attributes/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.properties.attributes.type, parentSchema: schema14.properties.attributes, data: data12 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
    if (data.min !== void 0) {
      let data14 = data.min;
      if (typeof data14 === "string") {
        if (!pattern4.test(data14)) {
          const err23 = { instancePath: instancePath + "/min", schemaPath: "#/properties/min/pattern", keyword: "pattern", params: { pattern: "^\\d+(\\.\\d+)?(us|ms|s|m)$" }, message: 'must match pattern "^\\d+(\\.\\d+)?(us|ms|s|m)$"', schema: "^\\d+(\\.\\d+)?(us|ms|s|m)$", parentSchema: schema14.properties.min, data: data14 };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      } else {
        const err24 = { instancePath: instancePath + "/min", schemaPath: "#/properties/min/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.min.type, parentSchema: schema14.properties.min, data: data14 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.root !== void 0) {
      let data15 = data.root;
      if (typeof data15 !== "boolean") {
        const err25 = { instancePath: instancePath + "/root", schemaPath: "#/properties/root/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema14.properties.root.type, parentSchema: schema14.properties.root, data: data15 };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.sampleRatio !== void 0) {
      let data16 = data.sampleRatio;
      if (typeof data16 == "number" && isFinite(data16)) {
        if (data16 > 1 || isNaN(data16)) {
          const err26 = { instancePath: instancePath + "/sampleRatio", schemaPath: "#/properties/sampleRatio/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema14.properties.sampleRatio, data: data16 };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
        if (data16 < 0 || isNaN(data16)) {
          const err27 = { instancePath: instancePath + "/sampleRatio", schemaPath: "#/properties/sampleRatio/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema14.properties.sampleRatio, data: data16 };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      } else {
        const err28 = { instancePath: instancePath + "/sampleRatio", schemaPath: "#/properties/sampleRatio/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema14.properties.sampleRatio.type, parentSchema: schema14.properties.sampleRatio, data: data16 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
  } else {
    const err29 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.type, parentSchema: schema14, data };
    if (vErrors === null) {
      vErrors = [err29];
    } else {
      vErrors.push(err29);
    }
    errors++;
  }
  validate11.errors = vErrors;
  return errors === 0;
}
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "$schema" || key0 === "include" || key0 === "exclude" || key0 === "rules" || key0 === "monitoring")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.$schema !== void 0) {
      let data0 = data.$schema;
      if (typeof data0 !== "string") {
        const err1 = { instancePath: instancePath + "/$schema", schemaPath: "#/properties/%24schema/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.$schema.type, parentSchema: schema11.properties.$schema, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.include !== void 0) {
      let data1 = data.include;
      if (Array.isArray(data1)) {
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 === "string") {
            if (data2.length < 1) {
              const err2 = { instancePath: instancePath + "/include/" + i0, schemaPath: "#/definitions/globs/items/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema12.items, data: data2 };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
          } else {
            const err3 = { instancePath: instancePath + "/include/" + i0, schemaPath: "#/definitions/globs/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.items.type, parentSchema: schema12.items, data: data2 };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
      } else {
        const err4 = { instancePath: instancePath + "/include", schemaPath: "#/definitions/globs/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.type, parentSchema: schema12, data: data1 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.exclude !== void 0) {
      let data3 = data.exclude;
      if (Array.isArray(data3)) {
        const len1 = data3.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data4 = data3[i1];
          if (typeof data4 === "string") {
            if (data4.length < 1) {
              const err5 = { instancePath: instancePath + "/exclude/" + i1, schemaPath: "#/definitions/globs/items/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema12.items, data: data4 };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          } else {
            const err6 = { instancePath: instancePath + "/exclude/" + i1, schemaPath: "#/definitions/globs/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.items.type, parentSchema: schema12.items, data: data4 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
      } else {
        const err7 = { instancePath: instancePath + "/exclude", schemaPath: "#/definitions/globs/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.type, parentSchema: schema12, data: data3 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.rules !== void 0) {
      let data5 = data.rules;
      if (Array.isArray(data5)) {
        const len2 = data5.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (!validate11(data5[i2], { instancePath: instancePath + "/rules/" + i2, parentData: data5, parentDataProperty: i2, rootData })) {
            vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err8 = { instancePath: instancePath + "/rules", schemaPath: "#/properties/rules/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.rules.type, parentSchema: schema11.properties.rules, data: data5 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.monitoring !== void 0) {
      let data7 = data.monitoring;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        for (const key1 in data7) {
          if (!func2.call(schema19.properties, key1)) {
            const err9 = { instancePath: instancePath + "/monitoring", schemaPath: "#/definitions/monitoring/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema19, data: data7 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data7.serviceName !== void 0) {
          let data8 = data7.serviceName;
          if (typeof data8 === "string") {
            if (data8.length < 1) {
              const err10 = { instancePath: instancePath + "/monitoring/serviceName", schemaPath: "#/definitions/monitoring/properties/serviceName/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema19.properties.serviceName, data: data8 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/monitoring/serviceName", schemaPath: "#/definitions/monitoring/properties/serviceName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.serviceName.type, parentSchema: schema19.properties.serviceName, data: data8 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data7.enabled !== void 0) {
          let data9 = data7.enabled;
          if (typeof data9 !== "boolean") {
            const err12 = { instancePath: instancePath + "/monitoring/enabled", schemaPath: "#/definitions/monitoring/properties/enabled/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema19.properties.enabled.type, parentSchema: schema19.properties.enabled, data: data9 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        if (data7.exporter !== void 0) {
          let data10 = data7.exporter;
          if (!(data10 === "logging" || data10 === "otlp" || data10 === "none")) {
            const err13 = { instancePath: instancePath + "/monitoring/exporter", schemaPath: "#/definitions/monitoring/properties/exporter/enum", keyword: "enum", params: { allowedValues: schema19.properties.exporter.enum }, message: "must be equal to one of the allowed values", schema: schema19.properties.exporter.enum, parentSchema: schema19.properties.exporter, data: data10 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data7.sampleRatio !== void 0) {
          let data11 = data7.sampleRatio;
          if (typeof data11 == "number" && isFinite(data11)) {
            if (data11 > 1 || isNaN(data11)) {
              const err14 = { instancePath: instancePath + "/monitoring/sampleRatio", schemaPath: "#/definitions/monitoring/properties/sampleRatio/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema19.properties.sampleRatio, data: data11 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            if (data11 < 0 || isNaN(data11)) {
              const err15 = { instancePath: instancePath + "/monitoring/sampleRatio", schemaPath: "#/definitions/monitoring/properties/sampleRatio/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema19.properties.sampleRatio, data: data11 };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/monitoring/sampleRatio", schemaPath: "#/definitions/monitoring/properties/sampleRatio/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema19.properties.sampleRatio.type, parentSchema: schema19.properties.sampleRatio, data: data11 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data7.resource !== void 0) {
          let data12 = data7.resource;
          if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
            for (const key2 in data12) {
              let data13 = data12[key2];
              if (typeof data13 !== "string" && !(typeof data13 == "number" && isFinite(data13)) && typeof data13 !== "boolean") {
                const err17 = { instancePath: instancePath + "/monitoring/resource/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/definitions/monitoring/properties/resource/additionalProperties/type", keyword: "type", params: { type: schema19.properties.resource.additionalProperties.type }, message: "must be string,number,boolean", schema: schema19.properties.resource.additionalProperties.type, parentSchema: schema19.properties.resource.additionalProperties, data: data13 };
                if (vErrors === null) {
                  vErrors = [err17];
                } else {
                  vErrors.push(err17);
                }
                errors++;
              }
            }
          } else {
            const err18 = { instancePath: instancePath + "/monitoring/resource", schemaPath: "#/definitions/monitoring/properties/resource/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.properties.resource.type, parentSchema: schema19.properties.resource, data: data12 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        if (data7.propagators !== void 0) {
          let data14 = data7.propagators;
          if (Array.isArray(data14)) {
            const len3 = data14.length;
            for (let i3 = 0; i3 < len3; i3++) {
              let data15 = data14[i3];
              if (!(data15 === "tracecontext" || data15 === "baggage" || data15 === "b3" || data15 === "b3multi" || data15 === "jaeger" || data15 === "none")) {
                const err19 = { instancePath: instancePath + "/monitoring/propagators/" + i3, schemaPath: "#/definitions/monitoring/properties/propagators/items/enum", keyword: "enum", params: { allowedValues: schema19.properties.propagators.items.enum }, message: "must be equal to one of the allowed values", schema: schema19.properties.propagators.items.enum, parentSchema: schema19.properties.propagators.items, data: data15 };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
          } else {
            const err20 = { instancePath: instancePath + "/monitoring/propagators", schemaPath: "#/definitions/monitoring/properties/propagators/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema19.properties.propagators.type, parentSchema: schema19.properties.propagators, data: data14 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
        if (data7.recordErrors !== void 0) {
          let data16 = data7.recordErrors;
          if (!(data16 === "event" || data16 === "attributes")) {
            const err21 = { instancePath: instancePath + "/monitoring/recordErrors", schemaPath: "#/definitions/monitoring/properties/recordErrors/enum", keyword: "enum", params: { allowedValues: schema19.properties.recordErrors.enum }, message: "must be equal to one of the allowed values", schema: schema19.properties.recordErrors.enum, parentSchema: schema19.properties.recordErrors, data: data16 };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data7.tail !== void 0) {
          let data17 = data7.tail;
          if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
            for (const key3 in data17) {
              if (!(key3 === "slowerThan" || key3 === "sampleRatio" || key3 === "maxTraces" || key3 === "maxSpans" || key3 === "maxWait")) {
                const err22 = { instancePath: instancePath + "/monitoring/tail", schemaPath: "#/definitions/monitoring/properties/tail/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: false, parentSchema: schema19.properties.tail, data: data17 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
            }
            if (data17.slowerThan !== void 0) {
              let data18 = data17.slowerThan;
              if (typeof data18 == "number" && isFinite(data18)) {
                if (data18 < 0 || isNaN(data18)) {
                  const err23 = { instancePath: instancePath + "/monitoring/tail/slowerThan", schemaPath: "#/definitions/monitoring/properties/tail/properties/slowerThan/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema19.properties.tail.properties.slowerThan, data: data18 };
                  if (vErrors === null) {
                    vErrors = [err23];
                  } else {
                    vErrors.push(err23);
                  }
                  errors++;
                }
              } else {
                const err24 = { instancePath: instancePath + "/monitoring/tail/slowerThan", schemaPath: "#/definitions/monitoring/properties/tail/properties/slowerThan/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema19.properties.tail.properties.slowerThan.type, parentSchema: schema19.properties.tail.properties.slowerThan, data: data18 };
                if (vErrors === null) {
                  vErrors = [err24];
                } else {
                  vErrors.push(err24);
                }
                errors++;
              }
            }
            if (data17.sampleRatio !== void 0) {
              let data19 = data17.sampleRatio;
              if (typeof data19 == "number" && isFinite(data19)) {
                if (data19 > 1 || isNaN(data19)) {
                  const err25 = { instancePath: instancePath + "/monitoring/tail/sampleRatio", schemaPath: "#/definitions/monitoring/properties/tail/properties/sampleRatio/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1", schema: 1, parentSchema: schema19.properties.tail.properties.sampleRatio, data: data19 };
                  if (vErrors === null) {
                    vErrors = [err25];
                  } else {
                    vErrors.push(err25);
                  }
                  errors++;
                }
                if (data19 < 0 || isNaN(data19)) {
                  const err26 = { instancePath: instancePath + "/monitoring/tail/sampleRatio", schemaPath: "#/definitions/monitoring/properties/tail/properties/sampleRatio/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema19.properties.tail.properties.sampleRatio, data: data19 };
                  if (vErrors === null) {
                    vErrors = [err26];
                  } else {
                    vErrors.push(err26);
                  }
                  errors++;
                }
              } else {
                const err27 = { instancePath: instancePath + "/monitoring/tail/sampleRatio", schemaPath: "#/definitions/monitoring/properties/tail/properties/sampleRatio/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema19.properties.tail.properties.sampleRatio.type, parentSchema: schema19.properties.tail.properties.sampleRatio, data: data19 };
                if (vErrors === null) {
                  vErrors = [err27];
                } else {
                  vErrors.push(err27);
                }
                errors++;
              }
            }
            if (data17.maxTraces !== void 0) {
              let data20 = data17.maxTraces;
              if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
                const err28 = { instancePath: instancePath + "/monitoring/tail/maxTraces", schemaPath: "#/definitions/monitoring/properties/tail/properties/maxTraces/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.tail.properties.maxTraces.type, parentSchema: schema19.properties.tail.properties.maxTraces, data: data20 };
                if (vErrors === null) {
                  vErrors = [err28];
                } else {
                  vErrors.push(err28);
                }
                errors++;
              }
              if (typeof data20 == "number" && isFinite(data20)) {
                if (data20 < 1 || isNaN(data20)) {
                  const err29 = { instancePath: instancePath + "/monitoring/tail/maxTraces", schemaPath: "#/definitions/monitoring/properties/tail/properties/maxTraces/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.tail.properties.maxTraces, data: data20 };
                  if (vErrors === null) {
                    vErrors = [err29];
                  } else {
                    vErrors.push(err29);
                  }
                  errors++;
                }
              }
            }
            if (data17.maxSpans !== void 0) {
              let data21 = data17.maxSpans;
              if (!(typeof data21 == "number" && (!(data21 % 1) && !isNaN(data21)) && isFinite(data21))) {
                const err30 = { instancePath: instancePath + "/monitoring/tail/maxSpans", schemaPath: "#/definitions/monitoring/properties/tail/properties/maxSpans/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.tail.properties.maxSpans.type, parentSchema: schema19.properties.tail.properties.maxSpans, data: data21 };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
              if (typeof data21 == "number" && isFinite(data21)) {
                if (data21 < 1 || isNaN(data21)) {
                  const err31 = { instancePath: instancePath + "/monitoring/tail/maxSpans", schemaPath: "#/definitions/monitoring/properties/tail/properties/maxSpans/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.tail.properties.maxSpans, data: data21 };
                  if (vErrors === null) {
                    vErrors = [err31];
                  } else {
                    vErrors.push(err31);
                  }
                  errors++;
                }
              }
            }
            if (data17.maxWait !== void 0) {
              let data22 = data17.maxWait;
              if (!(typeof data22 == "number" && (!(data22 % 1) && !isNaN(data22)) && isFinite(data22))) {
                const err32 = { instancePath: instancePath + "/monitoring/tail/maxWait", schemaPath: "#/definitions/monitoring/properties/tail/properties/maxWait/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.tail.properties.maxWait.type, parentSchema: schema19.properties.tail.properties.maxWait, data: data22 };
                if (vErrors === null) {
                  vErrors = [err32];
                } else {
                  vErrors.push(err32);
                }
                errors++;
              }
              if (typeof data22 == "number" && isFinite(data22)) {
                if (data22 < 1 || isNaN(data22)) {
                  const err33 = { instancePath: instancePath + "/monitoring/tail/maxWait", schemaPath: "#/definitions/monitoring/properties/tail/properties/maxWait/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.tail.properties.maxWait, data: data22 };
                  if (vErrors === null) {
                    vErrors = [err33];
                  } else {
                    vErrors.push(err33);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err34 = { instancePath: instancePath + "/monitoring/tail", schemaPath: "#/definitions/monitoring/properties/tail/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.properties.tail.type, parentSchema: schema19.properties.tail, data: data17 };
            if (vErrors === null) {
              vErrors = [err34];
            } else {
              vErrors.push(err34);
            }
            errors++;
          }
        }
        if (data7.batch !== void 0) {
          let data23 = data7.batch;
          if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
            for (const key4 in data23) {
              if (!(key4 === "maxBatchSize" || key4 === "maxQueueSize" || key4 === "exportInterval" || key4 === "exportTimeout")) {
                const err35 = { instancePath: instancePath + "/monitoring/batch", schemaPath: "#/definitions/monitoring/properties/batch/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: false, parentSchema: schema19.properties.batch, data: data23 };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
            }
            if (data23.maxBatchSize !== void 0) {
              let data24 = data23.maxBatchSize;
              if (!(typeof data24 == "number" && (!(data24 % 1) && !isNaN(data24)) && isFinite(data24))) {
                const err36 = { instancePath: instancePath + "/monitoring/batch/maxBatchSize", schemaPath: "#/definitions/monitoring/properties/batch/properties/maxBatchSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.batch.properties.maxBatchSize.type, parentSchema: schema19.properties.batch.properties.maxBatchSize, data: data24 };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
              if (typeof data24 == "number" && isFinite(data24)) {
                if (data24 < 1 || isNaN(data24)) {
                  const err37 = { instancePath: instancePath + "/monitoring/batch/maxBatchSize", schemaPath: "#/definitions/monitoring/properties/batch/properties/maxBatchSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.batch.properties.maxBatchSize, data: data24 };
                  if (vErrors === null) {
                    vErrors = [err37];
                  } else {
                    vErrors.push(err37);
                  }
                  errors++;
                }
              }
            }
            if (data23.maxQueueSize !== void 0) {
              let data25 = data23.maxQueueSize;
              if (!(typeof data25 == "number" && (!(data25 % 1) && !isNaN(data25)) && isFinite(data25))) {
                const err38 = { instancePath: instancePath + "/monitoring/batch/maxQueueSize", schemaPath: "#/definitions/monitoring/properties/batch/properties/maxQueueSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.batch.properties.maxQueueSize.type, parentSchema: schema19.properties.batch.properties.maxQueueSize, data: data25 };
                if (vErrors === null) {
                  vErrors = [err38];
                } else {
                  vErrors.push(err38);
                }
                errors++;
              }
              if (typeof data25 == "number" && isFinite(data25)) {
                if (data25 < 1 || isNaN(data25)) {
                  const err39 = { instancePath: instancePath + "/monitoring/batch/maxQueueSize", schemaPath: "#/definitions/monitoring/properties/batch/properties/maxQueueSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.batch.properties.maxQueueSize, data: data25 };
                  if (vErrors === null) {
                    vErrors = [err39];
                  } else {
                    vErrors.push(err39);
                  }
                  errors++;
                }
              }
            }
            if (data23.exportInterval !== void 0) {
              let data26 = data23.exportInterval;
              if (!(typeof data26 == "number" && (!(data26 % 1) && !isNaN(data26)) && isFinite(data26))) {
                const err40 = { instancePath: instancePath + "/monitoring/batch/exportInterval", schemaPath: "#/definitions/monitoring/properties/batch/properties/exportInterval/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.batch.properties.exportInterval.type, parentSchema: schema19.properties.batch.properties.exportInterval, data: data26 };
                if (vErrors === null) {
                  vErrors = [err40];
                } else {
                  vErrors.push(err40);
                }
                errors++;
              }
              if (typeof data26 == "number" && isFinite(data26)) {
                if (data26 < 1 || isNaN(data26)) {
                  const err41 = { instancePath: instancePath + "/monitoring/batch/exportInterval", schemaPath: "#/definitions/monitoring/properties/batch/properties/exportInterval/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.batch.properties.exportInterval, data: data26 };
                  if (vErrors === null) {
                    vErrors = [err41];
                  } else {
                    vErrors.push(err41);
                  }
                  errors++;
                }
              }
            }
            if (data23.exportTimeout !== void 0) {
              let data27 = data23.exportTimeout;
              if (!(typeof data27 == "number" && (!(data27 % 1) && !isNaN(data27)) && isFinite(data27))) {
                const err42 = { instancePath: instancePath + "/monitoring/batch/exportTimeout", schemaPath: "#/definitions/monitoring/properties/batch/properties/exportTimeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.properties.batch.properties.exportTimeout.type, parentSchema: schema19.properties.batch.properties.exportTimeout, data: data27 };
                if (vErrors === null) {
                  vErrors = [err42];
                } else {
                  vErrors.push(err42);
                }
                errors++;
              }
              if (typeof data27 == "number" && isFinite(data27)) {
                if (data27 < 1 || isNaN(data27)) {
                  const err43 = { instancePath: instancePath + "/monitoring/batch/exportTimeout", schemaPath: "#/definitions/monitoring/properties/batch/properties/exportTimeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema19.properties.batch.properties.exportTimeout, data: data27 };
                  if (vErrors === null) {
                    vErrors = [err43];
                  } else {
                    vErrors.push(err43);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err44 = { instancePath: instancePath + "/monitoring/batch", schemaPath: "#/definitions/monitoring/properties/batch/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.properties.batch.type, parentSchema: schema19.properties.batch, data: data23 };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          }
        }
      } else {
        const err45 = { instancePath: instancePath + "/monitoring", schemaPath: "#/definitions/monitoring/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.type, parentSchema: schema19, data: data7 };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
    }
  } else {
    const err46 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    if (vErrors === null) {
      vErrors = [err46];
    } else {
      vErrors.push(err46);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
