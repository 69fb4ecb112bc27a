// @trace args=order.id,user,text
export function pay(order: { id: string }, [first, { deep: text }]: [string, { deep: string }]) {
  return order.id + first + text;
}

// @trace args=id
export const now = () => 1;
