// W3C Baggage: the baggage of a context in, the header `baggage` out, and back.

import { BAGGAGE_KEY } from "../model/context.js";
import { type Baggage, readBaggage, writeBaggage } from "./baggage.js";
import { readHeader, writeHeader } from "./carrier.js";
import { keepValue, type Propagator } from "./propagator.js";

/** `baggage` */
export const baggageHeader: Propagator = {
  fields: ["baggage"],
  inject(carrier, _, values) {
    const baggage = values?.get(BAGGAGE_KEY) as Baggage | undefined;
    const text = baggage === undefined ? "" : writeBaggage(baggage);
    if (text !== "") writeHeader(carrier, "baggage", text);
  },
  extract(carrier, found) {
    const baggage = readBaggage(readHeader(carrier, "baggage") ?? "");
    if (baggage !== undefined) keepValue(found, BAGGAGE_KEY, baggage);
  },
};
