-- Nothing to do with customers: a weather service.
create table stations (id serial primary key, name text, latitude float8, longitude float8, elevation int);
create table readings (station_id int references stations, taken_at timestamptz, temperature numeric, humidity numeric, status text, primary key (station_id, taken_at));
create table sensors (id serial primary key, station_id int references stations, model text, installed_on date);
insert into stations (name) values ('Hilltop');
