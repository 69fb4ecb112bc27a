// The inventory's tables and what is on the shelves when the service starts.
export const schema = `
  create table products (
    sku   text primary key,
    name  text not null,
    price integer not null check (price > 0),    -- in cents
    stock integer not null check (stock >= 0)
  );
  insert into products values
    ('beans-250', 'Espresso beans, 250 g',  1150, 40),
    ('filter-02', 'Paper filters, 100',      490, 25),
    ('grinder-1', 'Hand grinder',           8900,  3),
    ('kettle-gn', 'Gooseneck kettle',      12400, 12),
    ('mug-black', 'Black mug',              1800,  0);
`;
