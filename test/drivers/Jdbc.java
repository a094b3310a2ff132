import java.io.*;
import java.math.*;
import java.sql.*;
import java.time.LocalDate;
import java.util.*;
import org.postgresql.PGConnection;
import org.postgresql.util.PGobject;

/** JDBC: strings bound by setString, which are varchar, or untyped if the connection says so. */
public class Jdbc {
	static final String[] TYPES = {"program_code", "posting_status", "country_code", "coverage"};
	static final String[] COLUMNS = {"program", "status", "country", "cover"};
	static final String[] VALUES = {"C-TPAT", "active", "CA", "{2004-10-20:2,2006-01-01:0}"};
	static final String[] SPELLED = {"c-tpat ", " ACTIVE", "can", " {2004-10-20 : 2, 2006-01-01 : 0} "};
	static final String[] ARRAYS = {"programs", "statuses", "countries", "covers"};
	static final String[][] ITEMS = {{"C-TPAT", null, "CSI"}, {"active", null, "closing"}, {"CA", null, "MX"},
			{"{-infinity:1,2004-10-20:0}", null, "{}"}};
	static final String[] ARRAY_TEXTS = {"{C-TPAT,NULL,CSI}", "{active,NULL,closing}", "{CA,NULL,MX}",
			"{\"{-infinity:1,2004-10-20:0}\",NULL,\"{}\"}"};

	static Connection connection;
	static String options;
	static int count;

	static void check(Object got, Object wanted, String name) {
		boolean passed = Objects.equals(got, wanted);
		System.out.println((passed ? "ok " : "not ok ") + ++count + " - " + options + ": " + name);
		if (!passed)
			System.out.println("# got:    " + got + "\n# wanted: " + wanted);
	}

	/** Binds strings by setString and NULL as the SQL type that a number is. Runs twice, the second time as prepared. */
	static String query(String sql, Object... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++)
				if (parameters[i] instanceof String)
					statement.setString(i + 1, (String) parameters[i]);
				else if (parameters[i] instanceof Integer)
					statement.setNull(i + 1, (Integer) parameters[i]);
				else
					statement.setArray(i + 1, (Array) parameters[i]);
			if (!statement.execute())
				return statement.getUpdateCount() + " rows";
			String first = read(statement.getResultSet());
			String second = read(statement.executeQuery());
			return second.equals(first) ? first : first + " and then " + second;
		} catch (SQLException error) {
			return "SQLSTATE " + error.getSQLState();
		}
	}

	/** All values by getString. */
	static String read(ResultSet result) throws SQLException {
		StringJoiner values = new StringJoiner(" ");
		while (result.next())
			for (int i = 1; i <= result.getMetaData().getColumnCount(); i++)
				values.add(result.getString(i));
		return values.toString();
	}

	/** Inserts a value and an array of a type; what is there afterwards, or the SQLSTATE. */
	static String insert(int type, String marks, Object... parameters) throws SQLException {
		String columns = COLUMNS[type] + ", " + ARRAYS[type];
		String inserted = query("INSERT INTO sample (id, " + columns + ") VALUES (10, " + marks + ")", parameters);
		String found = query("SELECT " + columns + " FROM sample WHERE id = 10");
		query("DELETE FROM sample WHERE id = 10");
		return inserted.equals("1 rows") ? found : inserted;
	}

	static void testResults() throws SQLException {
		check(query("SELECT * FROM sample WHERE id < 3 ORDER BY id"), "1 " + String.join(" ", VALUES) + " "
				+ String.join(" ", ARRAY_TEXTS) + " 2" + " null".repeat(8), "getString");
		check(query("SELECT first_day, last_day, value FROM sample, coverage_steps(cover) WHERE id = 1"),
				"2004-10-20 2005-12-31 2 2006-01-01 null 0", "coverage_steps");
		String present = query("SELECT presence_agg(7, '[2004-10-20,2006-01-01)'::daterange)");
		check(query("SELECT unit, first_day, last_day FROM presence_rows(?::presence)", present),
				"7 2004-10-20 2005-12-31", "a presence is a String, there and back");
		ResultSet result = connection.prepareStatement("SELECT * FROM sample WHERE id = 1").executeQuery();
		ResultSetMetaData meta = result.getMetaData();
		result.next();
		for (int i = 0; i < 4; i++) {
			int value = i + 2, array = i + 6;
			String type = TYPES[i];
			check(meta.getColumnTypeName(value) + " " + meta.getColumnType(value), type + " " + Types.OTHER, type + ": metadata");
			check(meta.getColumnTypeName(array) + " " + meta.getColumnType(array), "_" + type + " " + Types.ARRAY, type + "[]: metadata");
			PGobject object = (PGobject) result.getObject(value);
			check(object.getType() + " " + object.getValue(), type + " " + VALUES[i], type + ": getObject is a PGobject");
			Object[] items = (Object[]) result.getArray(array).getArray();
			check(Arrays.toString(items), Arrays.toString(ITEMS[i]), type + "[]: getArray");
			check(items[0].getClass(), PGobject.class, type + "[]: items are PGobjects");
		}
	}

	static void testInserts(boolean untyped) throws SQLException {
		for (int i = 0; i < 4; i++) {
			String wanted = VALUES[i] + " " + ARRAY_TEXTS[i];
			for (String itemType : List.of(TYPES[i], "text", "varchar"))
				check(insert(i, "?, ?", VALUES[i], connection.createArrayOf(itemType, ITEMS[i])), wanted,
						"insert " + COLUMNS[i] + " by setString, " + ARRAYS[i] + " as array of " + itemType);
			check(insert(i, "?::" + TYPES[i] + ", ?::" + TYPES[i] + "[]", VALUES[i], ARRAY_TEXTS[i]), wanted,
					"insert " + COLUMNS[i] + " and " + ARRAYS[i] + " by setString, cast");
			check(insert(i, "?, ?", VALUES[i], ARRAY_TEXTS[i]), untyped ? wanted : "SQLSTATE 42804",
					"insert " + ARRAYS[i] + " by setString: " + (untyped ? "works" : "error"));
			check(insert(i, "?, ?", Types.VARCHAR, Types.ARRAY), "null null", "insert NULL as varchar and as array");
		}
	}

	/** Which rows a condition finds, and whether it has the index do so, or knows that there are none. */
	static void find(String condition, Object value, String wanted, boolean byIndex) throws SQLException {
		String query = "SELECT id FROM sample WHERE " + condition;
		check(query(query, value), wanted, condition + " with " + value + " gives '" + wanted + "'");
		if (!wanted.startsWith("SQLSTATE"))
			check(query("EXPLAIN (COSTS off) " + query, value).matches("(?s).*(Index Cond: |One-Time Filter: false).*"), byIndex,
					condition + " with " + value + (byIndex ? " goes" : " does not go") + " by the index");
	}

	/** A varchar is found in any spelling, and by the index; one that is no value is not found. A coverage wants a cast. */
	static void testConditions(boolean untyped) throws SQLException {
		for (int i = 0; i < 3; i++) {
			for (String value : List.of(VALUES[i], SPELLED[i])) {
				find(COLUMNS[i] + " = ?", value, "1", true);
				find(COLUMNS[i] + " = ?::" + TYPES[i], value, "1", true);
				for (String itemType : List.of(TYPES[i], "text", "varchar"))
					find(COLUMNS[i] + " = ANY (?)", connection.createArrayOf(itemType, new String[] {value, null}), "1", true);
			}
			find(COLUMNS[i] + " = ?", "!", untyped ? "SQLSTATE 22P02" : "", true);
			find(COLUMNS[i] + " = ?::" + TYPES[i], "!", "SQLSTATE 22P02", false);
		}
		find("cover::text = ?", VALUES[3], "1", false);
		find("cover = ?::coverage", SPELLED[3], "1", false);
		find("cover = ?", SPELLED[3], untyped ? "1" : "SQLSTATE 42883", false);
		find("cover = ANY (?)", connection.createArrayOf("coverage", new String[] {SPELLED[3]}), "1", false);
		find("cover = ANY (?)", connection.createArrayOf("varchar", new String[] {SPELLED[3]}), "SQLSTATE 42883", false);
	}

	/** Binds an argument as its natural class; a range, a moment as text, JSON, a program or a row has none, so it is a string without a type. */
	static void bind(PreparedStatement statement, int place, String text, String type, boolean untyped) throws SQLException {
		if (untyped || type.equals("text"))
			statement.setString(place, text);
		else if (text == null || type.equals("daterange") || type.equals("program_code") || type.equals("jsonb") || type.startsWith("timestamp") || type.startsWith("overseas."))
			statement.setObject(place, text, Types.OTHER);
		else if (type.equals("date"))
			statement.setObject(place, LocalDate.parse(text));
		else if (type.equals("integer"))
			statement.setInt(place, Integer.parseInt(text));
		else if (type.equals("bigint"))
			statement.setLong(place, Long.parseLong(text));
		else if (type.equals("numeric"))
			statement.setBigDecimal(place, new java.math.BigDecimal(text));
		else if (type.equals("boolean"))
			statement.setBoolean(place, Boolean.parseBoolean(text));
		else if (type.endsWith("[]"))
			statement.setArray(place, connection.createArrayOf(type.replace("[]", ""), text.replaceAll("[{}]", "").split(",")));
		else
			throw new IllegalArgumentException(type);
	}

	/** A value as JSON; of a double the shortest number that gives it. */
	static String json(Object value) {
		if (value instanceof Double)
			for (int digits = 15; ; digits++) {
				BigDecimal number = new BigDecimal((Double) value).round(new MathContext(digits));
				if (number.doubleValue() == (Double) value)
					return number.toString();
			}
		if (value == null || value instanceof Number || value instanceof Boolean)
			return String.valueOf(value);
		return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
	}

	/** The rows as JSON. */
	static String readJson(ResultSet result) throws SQLException {
		StringJoiner rows = new StringJoiner(",", "[", "]");
		while (result.next()) {
			StringJoiner row = new StringJoiner(",", "{", "}");
			for (int i = 1; i <= result.getMetaData().getColumnCount(); i++)
				row.add(json(result.getMetaData().getColumnLabel(i)) + ":" + json(result.getObject(i)));
			rows.add(row.toString());
		}
		return rows.toString();
	}

	/** A registry: every report, and every call of a function, twice, the second time as prepared. */
	static void testRegistry(boolean untyped) throws SQLException {
		connection.createStatement().execute("SET ROLE attache_reader");
		ResultSet question = connection.createStatement().executeQuery("SELECT * FROM question ORDER BY id");
		int questions = 0;
		for (; question.next(); questions++) {
			String source = question.getString("source");
			boolean view = question.getArray("types") == null;
			String[] types = view ? new String[0] : (String[]) question.getArray("types").getArray();
			String[] arguments = view ? types : (String[]) question.getArray("arguments").getArray();
			String marks = view ? "" : "(" + String.join(", ", Collections.nCopies(arguments.length, "?")) + ")";
			String name = source + " " + Arrays.toString(arguments);
			try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM overseas." + source + marks);
					PreparedStatement fault = connection.prepareStatement("SELECT fault(?, ?::jsonb)")) {
				for (int i = 0; i < arguments.length; i++)
					bind(statement, i + 1, arguments[i], types[i], untyped);
				for (int round = 1; round <= 2; round++) {
					fault.setInt(1, question.getInt("id"));
					fault.setString(2, readJson(statement.executeQuery()));
					check(read(fault.executeQuery()), "", name);
				}
			}
		}
		check(questions > 30, true, "many questions");
		check(query("SELECT countries FROM overseas.coverage_summary(?) WHERE program IS NULL", "2006-06-01"),
				untyped ? "15" : "SQLSTATE 42883", "a day by setString: " + (untyped ? "works" : "error"));
		connection.createStatement().execute("RESET ROLE");
	}

	/** A file of lines, and what is wrong with them as rows. */
	static void testLines() throws SQLException {
		connection.setAutoCommit(false);
		String copy = "COPY overseas.representative_entry (number, name) FROM STDIN (FORMAT csv)";
		try {
			connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader("e-1,Zoë\n,\nE-2,\n"));
		} catch (IOException error) {
			throw new SQLException(error);
		}
		check(read(connection.createStatement().executeQuery("SELECT line, sqlstate, message, hint FROM overseas.check_entries()")),
				"3 22023 the line is empty Delete it. 4 23502 \"name\" is blank Every line needs it.", "what is wrong with the lines of a file, as rows");
		check(read(connection.createStatement().executeQuery("SELECT * FROM overseas.accept_entries(complete => false)")), "1 2", "the good lines go in");
		connection.rollback();
		connection.setAutoCommit(true);
	}

	public static void main(String[] arguments) throws SQLException {
		String url = String.format("jdbc:postgresql://%s:%s/%s?user=%s&binaryTransfer=true&", System.getenv("PGHOST"),
				System.getenv("PGPORT"), System.getenv("PGDATABASE"), System.getenv("PGUSER"));
		// Anywhere but where midnight is that of UTC.
		TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
		for (String way : List.of("prepareThreshold=0", "prepareThreshold=1", "prepareThreshold=-1",
				"prepareThreshold=1&stringtype=unspecified")) {
			options = way;
			connection = DriverManager.getConnection(url + way);
			// The driver tells the server the machine's time zone; the registry has its own.
			connection.createStatement().execute("SET enable_seqscan = off");
			boolean untyped = way.contains("unspecified");
			testResults();
			testInserts(untyped);
			testConditions(untyped);
			testRegistry(untyped);
			testLines();
			String prepared = "SELECT count(*) > 9 FROM pg_prepared_statements WHERE statement LIKE '%sample%'";
			check(read(connection.createStatement().executeQuery(prepared)), way.endsWith("=0") ? "f" : "t", "prepared by the server");
			connection.close();
		}
		System.out.println("1.." + count);
	}
}
