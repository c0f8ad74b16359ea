package io.slime.gateway.testing;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ForwardingStore;
import io.slime.metadata.MetadataUrl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a gateway is killed: right behind a change that it made at a store or in the database, before it knows of it.
 * From then on it reaches neither.
 */
public final class CrashPoint implements ForwardingStore.Hook, AutoCloseable {
    private static final Pattern CHANGE = Pattern.compile("\\b(insert|update|delete)\\b", Pattern.CASE_INSENSITIVE);

    private final Driver driver;
    private final MetadataUrl target;
    private final String url;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean dead;

    /** On the way to that database. */
    public CrashPoint(MetadataUrl target) {
        this.target = target;
        this.url = "jdbc:crash:" + System.identityHashCode(this) + ":" + System.nanoTime();
        this.driver = new CrashDriver();
        try {
            DriverManager.registerDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is thrown where a killed gateway would go on. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed by the test");
        }
    }

    /** Kills it right behind so many more changes, 1 for the next. */
    public void arm(int changes) {
        left.set(changes);
    }

    /** Kills it now. */
    public void kill() {
        dead = true;
    }

    /** Whether it was killed. */
    public boolean dead() {
        return dead;
    }

    /** The database as it is reached until then. */
    public MetadataUrl url() {
        return new MetadataUrl(url, target.user(), target.password());
    }

    /** Stores as they are reached until then. */
    public List<ChunkStore> stores(List<? extends ChunkStore> stores) {
        return stores.stream()
                .<ChunkStore>map(store -> new ForwardingStore(store, this))
                .toList();
    }

    @Override
    public void before(ForwardingStore.Call call) {
        if (dead) {
            throw new ChunkException.Unreachable("killed by the test");
        }
    }

    @Override
    public void after(ForwardingStore.Call call) {
        // What is written shows at the end only.
        if (call.changes() && call != ForwardingStore.Call.WRITE && isLast()) {
            throw new ChunkException.Unreachable("killed by the test");
        }
    }

    private boolean isLast() {
        if (left.decrementAndGet() == 0) {
            dead = true;
        }
        return dead;
    }

    @Override
    public void close() {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection guard(Connection connection) {
        boolean[] changed = new boolean[1];
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean prepare = method.getName().equals("prepareStatement");
                    boolean commit = method.getName().equals("commit");
                    if (dead && (prepare || commit)) {
                        throw new Killed();
                    }
                    Object answer = call(connection, method, arguments);
                    if (commit && changed[0]) {
                        changed[0] = false;
                        if (isLast()) {
                            throw new Killed();
                        }
                    }
                    return prepare && CHANGE.matcher((String) arguments[0]).find()
                            ? guard((PreparedStatement) answer, connection, changed)
                            : answer;
                });
    }

    private PreparedStatement guard(PreparedStatement statement, Connection connection, boolean[] changed) {
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    Object answer = call(statement, method, arguments);
                    if (method.getName().toLowerCase(Locale.ROOT).startsWith("execute")) {
                        changed[0] = !connection.getAutoCommit();
                        if (connection.getAutoCommit() && isLast()) {
                            throw new Killed();
                        }
                    }
                    return answer;
                });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private final class CrashDriver implements Driver {
        @Override
        public @Nullable Connection connect(String asked, Properties properties) throws SQLException {
            return asked.equals(url) ? guard(DriverManager.getConnection(target.jdbc(), properties)) : null;
        }

        @Override
        public boolean acceptsURL(String asked) {
            return asked.equals(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String asked, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
