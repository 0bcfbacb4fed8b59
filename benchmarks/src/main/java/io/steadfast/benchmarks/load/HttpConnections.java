package io.steadfast.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON over connections that are kept open, as many as there are requests at a time, from one thread. The JDK's
 * client takes four times the processor time for a request, which the system that is measured on the same machine lacks.
 */
final class HttpConnections implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 30;
    private static final int MAX_ANSWER = 1 << 20;

    private final URI target;
    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Bootstrap bootstrap = new Bootstrap();
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    HttpConnections(URI target) {
        this.target = target;
        bootstrap
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER), new Connection());
                    }
                });
    }

    /** What was answered. */
    record Reply(int status, String body) {}

    CompletableFuture<Reply> post(String body, Map<String, String> headers) {
        var reply = new CompletableFuture<Reply>();
        var request = request(body, headers);
        Connection connection = idle.pollFirst();
        if (connection != null) {
            connection.send(request, reply);
        } else {
            ChannelFuture connected = bootstrap.connect(target.getHost(), target.getPort());
            connected.addListener(done -> {
                if (done.isSuccess()) {
                    connected.channel().pipeline().get(Connection.class).send(request, reply);
                } else {
                    reply.completeExceptionally(done.cause());
                }
            });
        }
        return reply.orTimeout(TIMEOUT_SECONDS + 10, TimeUnit.SECONDS);
    }

    private FullHttpRequest request(String body, Map<String, String> headers) {
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                target.getPath(),
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8),
                DefaultHttpHeadersFactory.headersFactory(),
                DefaultHttpHeadersFactory.trailersFactory());
        request.headers()
                .set(HttpHeaderNames.HOST, target.getAuthority())
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, request.content().readableBytes());
        headers.forEach(request.headers()::set);
        return request;
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** One connection; used for one request at a time. */
    private final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {

        private volatile @Nullable ChannelHandlerContext context;
        private volatile @Nullable CompletableFuture<Reply> pending;

        void send(FullHttpRequest request, CompletableFuture<Reply> reply) {
            pending = reply;
            var context = this.context;
            if (context == null || !context.channel().isActive()) {
                request.release();
                fail(new IOException("The connection was closed"));
            } else {
                context.writeAndFlush(request);
            }
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            this.context = context;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            var reply = new Reply(response.status().code(), response.content().toString(StandardCharsets.UTF_8));
            var waiting = pending;
            pending = null;
            if (HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(
                    response.headers().get(HttpHeaderNames.CONNECTION, ""))) {
                context.close();
            } else {
                idle.addFirst(this);
            }
            if (waiting != null) {
                waiting.complete(reply);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            idle.remove(this);
            fail(new IOException("The connection was closed"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
            context.close();
        }

        private void fail(Throwable cause) {
            var waiting = pending;
            pending = null;
            if (waiting != null) {
                waiting.completeExceptionally(cause);
            }
        }
    }
}
